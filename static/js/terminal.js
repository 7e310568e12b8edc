/* The shared terminal: clock, PIN pad, badge scanner, and going home when nobody is there. */
(function () {
  "use strict";
  var doc = document;

  // The clock runs by the server's time, not by the tablet's.
  var clock = doc.querySelector("[data-clock]");
  function startClock() {
    clock = doc.querySelector("[data-clock]");
    if (!clock || clock.dataset.running) return;
    clock.dataset.running = "1";
    var parts = clock.dataset.clock.split(":").map(Number), begun = Date.now();
    var first = (parts[0] * 60 + parts[1]) * 60 + (parts[2] || 0), mine = clock;
    (function tick() {
      if (!mine.isConnected) return;
      var now = Math.floor(first + (Date.now() - begun) / 1000) % 86400;
      var text = two(Math.floor(now / 3600)) + ":" + two(Math.floor(now / 60) % 60);
      if (mine.textContent !== text) mine.textContent = text;
      setTimeout(tick, 1000);
    })();
  }
  function two(n) { return (n < 10 ? "0" : "") + n; }
  startClock();

  // What is shown is refreshed in place; when the server is away it stays, and says since when.
  var stale = doc.querySelector("[data-stale]");
  function away(isAway) {
    if (!stale || stale.hidden === !isAway) return;
    if (isAway) stale.querySelector("[data-stale-at]").textContent = clock ? clock.textContent : "";
    stale.hidden = !isAway;
  }
  doc.addEventListener("htmx:afterSettle", function () { startClock(); away(false); });
  doc.addEventListener("htmx:sendError", function () { away(true); });
  doc.addEventListener("htmx:responseError", function () { away(true); });

  // The pad types into the field; the field alone is enough without JavaScript.
  var pad = doc.querySelector("[data-pad]");
  if (pad) {
    var pin = doc.getElementById(pad.dataset.pad);
    pad.hidden = false;
    pin.setAttribute("inputmode", "none");
    pad.addEventListener("click", function (event) {
      var key = event.target.closest("[data-key]");
      if (!key) return;
      if (key.dataset.key === "back") pin.value = pin.value.slice(0, -1);
      else if (pin.value.length < Number(pin.maxLength)) pin.value += key.dataset.key;
      if (event.detail === 0) return; // pressed by keyboard: leave the focus where it is
      pin.focus();
    });
  }

  // A scanner is a fast keyboard that ends with Enter; it may come at any moment.
  var badge = doc.querySelector("[data-badge]");
  if (badge) {
    var typed = "", last = 0, field = badge.querySelector("input[name=badge]");
    doc.addEventListener("keydown", function (event) {
      if (/^(input|select|textarea)$/i.test(event.target.tagName)) return;
      var now = Date.now();
      if (now - last > 500) typed = ""; // slow PCs hand on slowly what the scanner sends fast
      last = now;
      if (event.key === "Enter") {
        if (typed.length < 8) return;
        event.preventDefault();
        field.value = typed;
        badge.requestSubmit();
      } else if (event.key.length === 1) typed += event.key;
    });
  }

  // Quiet for a while: a warning with a countdown; nobody touches it: signed out.
  var idle = doc.querySelector("[data-idle]");
  if (idle) {
    var quiet = Number(idle.dataset.idle), grace = Number(idle.dataset.grace), since = Date.now();
    var left = idle.querySelector("[data-idle-left]"), exit = doc.querySelector("[data-exit]"), gone = false;
    ["pointerdown", "keydown", "wheel", "touchmove"].forEach(function (name) {
      addEventListener(name, function () { since = Date.now(); }, true);
    });
    // The warning goes when the finger has left: gone at its first touch, the tap would fall on what lies below.
    ["click", "keyup"].forEach(function (name) {
      addEventListener(name, function () { idle.hidden = quiet > 0; }, true);
    });
    setInterval(function () {
      if (gone) return;
      var over = Math.floor((Date.now() - since) / 1000) - quiet;
      if (over < 0) return;
      idle.hidden = false;
      left.textContent = Math.max(0, grace - over);
      if (over >= grace) {
        gone = true;
        if (exit) exit.submit();
        else location.replace(idle.dataset.home);
      }
    }, 500);
    addEventListener("pageshow", function (event) { if (event.persisted) location.replace(idle.dataset.home); });
  }
})();
