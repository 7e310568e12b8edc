/* Small comforts of every page. Nothing here is needed: all of it works without. */
(function () {
  "use strict";
  var doc = document;

  // The menu is open for those without JavaScript; a phone gets it closed.
  var menu = doc.querySelector("[data-menu]");
  var atTerminal = doc.documentElement.dataset.face === "terminal";
  if (menu && (atTerminal || matchMedia("(max-width: 56em)").matches)) menu.open = false;

  // One press, one deed: gloves and impatience press twice. The server refuses the second one as well.
  doc.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method !== "post") return;
    form.dataset.sent = "1";
    var pressed = event.submitter;
    if (pressed) pressed.setAttribute("aria-disabled", "true");
    setTimeout(function () { delete form.dataset.sent; if (pressed) pressed.removeAttribute("aria-disabled"); }, 8000);
  });

  // What was shown hides itself again.
  doc.querySelectorAll("[data-reveal]").forEach(function (one) {
    var timer;
    one.addEventListener("toggle", function () {
      clearTimeout(timer);
      if (one.open) timer = setTimeout(function () { one.open = false; }, 1000 * Number(one.dataset.reveal));
    });
  });

  // "/" goes to the search box, unless somebody is typing.
  doc.addEventListener("keydown", function (event) {
    var search = doc.querySelector("[data-search]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !search) return;
    if (/^(input|select|textarea)$/i.test(event.target.tagName)) return;
    event.preventDefault();
    search.focus();
  });

  // A part that refreshes itself: keep the focus where it was, and follow when the answer is another page.
  var kept = null;
  function sign(one) {
    return [one.tagName, one.getAttribute("href") || (one.form && one.form.action) || "", one.textContent.trim()].join("|");
  }
  doc.addEventListener("htmx:beforeSwap", function (event) {
    var answered = new URL(event.detail.xhr.responseURL || location.href);
    if (answered.pathname !== location.pathname) {
      event.detail.shouldSwap = false;
      location.assign(answered.href);
      return;
    }
    kept = event.detail.target.contains(doc.activeElement) ? sign(doc.activeElement) : null;
  });
  doc.addEventListener("htmx:afterSettle", function () {
    if (kept === null) return;
    var all = Array.from(doc.querySelectorAll("main a, main button, main summary"));
    var same = all.find(function (one) { return sign(one) === kept; });
    kept = null;
    if (same) same.focus({ preventScroll: true });
  });

  // The address of a list's print view asks for the printer.
  if (new URLSearchParams(location.search).get("print") === "1") addEventListener("load", function () { print(); });

  // A page taken out of the browser's memory may belong to somebody who has left.
  addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})();
