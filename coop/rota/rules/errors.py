"""What can go wrong with a rota, each with what to do next."""

from __future__ import annotations

from coop.kernel.errors import N_, CoopError, Invalid, Sentence


class UnknownKind(Invalid):
    message = N_("There is no shift kind %(code)s. Choose one of the list of shift kinds.")


class CodeTaken(Invalid):
    message = N_(
        "The letter %(code)s is or was in use. Choose another one, so that old rotas keep their meaning."
    )


class BadHours(Invalid):
    message = N_("A shift lasts more than zero and at most 24 hours. Correct the start or the end.")


class OrdersAreMadeHere(Invalid):
    message = N_("A solidarity shift is worked elsewhere and takes no orders. Choose one of the two.")


class NoKinds(CoopError):
    message = N_("There is no shift kind yet. Add the shifts that the workplace runs first.")


class NoOrderKind(CoopError):
    message = N_(
        "There is work from orders, but no shift kind takes it. Mark at least one shift kind for orders."
    )


class NothingNeeded(CoopError):
    message = N_("Nobody is needed in those days. Add fixed posts or plan production orders first.")


class DaysTooLong(Invalid):
    message = N_("A plan covers at least one day and at most %(most)s. Choose a shorter time.")


class DaysOver(Invalid):
    message = N_("Those days have begun or are over. A plan starts tomorrow at the earliest.")


class NotADraft(CoopError):
    message = N_(
        "That rota is published and cannot be changed any more. Copy it into a new draft and publish that."
    )


class StillSolving(CoopError):
    message = N_("The plan is still being worked out. Wait until it is ready, or stop it.")


class NothingToPublish(CoopError):
    message = N_("The draft has no shifts. Work the plan out, or set shifts by hand, before publishing.")


class NoRotaThen(CoopError):
    message = N_("No rota is published for that month yet. Choose another month.")


class NothingPublished(CoopError):
    message = N_("No rota is published from %(start)s on, so there is nothing to mend. Make a rota first.")


class RotaHasChanged(CoopError):
    message = N_(
        "The rota, the needs or the absences of those days have changed since. Look for ways out again."
    )


class NothingToRepair(CoopError):
    message = N_("Everybody can keep the shifts of those days and nothing is open. There is nothing to mend.")


class NothingInCommon(Invalid):
    message = N_("Those two rotas have no day in common. Choose two that share days.")


class NotOnThatDay(Invalid):
    message = N_("She or he has no shift on that day in this plan. Choose a day with a shift in its table.")


class OutsidePlan(Invalid):
    message = N_("%(day)s is not in this plan. Choose a day of the plan.")


class NotNeededThere(Invalid):
    message = N_("Nobody is needed there on that day and shift. Choose a place of the list.")


class RuleUnknown(Invalid):
    message = N_("There is no rota rule %(code)s. Choose one of the list of rules.")


class RuleNotVotable(CoopError):
    message = N_("That rule protects people under 18 and cannot be voted away.")


class RuleValueAbsurd(Invalid):
    message = N_("That value is out of all bounds. Give a value from %(least)s to %(most)s.")


class RuleInThePast(Invalid):
    message = N_("A rule holds from a day that is still to come. Choose a later day.")


class NotYours(CoopError):
    status = 403
    message = N_("Only somebody on the roll can clock in. Ask the secretary.")


class PeriodOpen(CoopError):
    message = N_(
        "Those days are not over yet. Confirm hours up to %(last)s at the latest: "
        "a night shift belongs to the day on which it begins."
    )


class PeriodConfirmed(CoopError):
    message = N_("Hours from %(start)s to %(last)s are confirmed already. Choose days that are still open.")


class NotConfirmed(CoopError):
    message = N_("The hours of that day are not confirmed yet. Confirm the period; then correct single days.")


class MinutesAbsurd(Invalid):
    message = N_("A day has from 0 to 24 hours. Correct the hours.")


class ReasonMissing(Invalid):
    message = N_(
        "Write why the hours of %(name)s on %(day)s are not the proposed ones, in 500 letters at most."
    )


class UnknownWish(Invalid):
    message = N_("Choose what you want to say: that you want to work, would rather not, or cannot.")


class WishBackwards(Invalid):
    message = N_("The last day lies before the first. Correct one of them.")


class WishTooLate(Invalid):
    message = N_("That day has begun or is over. A wish is about days from tomorrow on.")


class WishOnNoDay(Invalid):
    message = N_("None of those weekdays lies between the first and the last day. Correct one of them.")


class ThatIsAnAbsence(Invalid):
    message = N_(
        "Whoever cannot work at all for more than a month is away. Write the absence down under My data."
    )


class TooManyWishes(CoopError):
    message = N_("You have %(most)s wishes already. Withdraw one that matters less, then add this one.")


class ReasonTooLong(Invalid):
    message = N_("Write the reason in %(most)s letters at most.")


class NotYourWish(CoopError):
    status = 403
    message = N_("That was said by somebody else. Only she or he can take it back, or show you why.")


class AmendmentTooOld(Invalid):
    message = N_("That day lies too far back. Hours can be put right from %(first)s on.")


class AmendmentAhead(Invalid):
    message = N_("Those hours are not over yet. Ask once you have gone home.")


class AmendmentWhy(Invalid):
    message = N_("Say what happened at the clock, in 500 letters at most.")


class AmendmentOpen(CoopError):
    message = N_(
        "You have asked about %(day)s already. Wait for the answer, or take that request back first."
    )


class AmendmentSettled(CoopError):
    message = N_("That request was answered or taken back already. Look at the list.")


class AmendmentNotYours(CoopError):
    status = 403
    message = N_("Only whoever asked can take a request back.")


class AmendmentOwn(CoopError):
    status = 403
    message = N_("Nobody decides about her own hours. Another officer answers this request.")


class AmendmentAnswer(Invalid):
    message = N_("Write the reason why it is not put right: she is told it.")


class RuleBroken(CoopError):
    """A rule of the rota would be broken; the sentence says which, by whom and how."""

    status = 409

    def __init__(self, sentence: Sentence) -> None:
        self.message = sentence.message
        super().__init__(**sentence.facts)


class NotYourShift(CoopError):
    message = N_("There is no such shift in the rota in force on %(day)s. Look up the shifts again.")


class SameShift(Invalid):
    message = N_("Both shifts are the same: there is nothing to swap. Choose another one.")


class NobodyAsked(Invalid):
    message = N_("Choose at least one person to ask, and nobody but those of the list.")


class AskedAlready(CoopError):
    message = N_("That is proposed already and still open. Wait for the answer, or take it back first.")


class StillTheirs(CoopError):
    message = N_(
        "Nobody gives away the shift of somebody else. Ask %(name)s to give it away, "
        "or write down the absence on %(day)s first."
    )


class TooLate(CoopError):
    message = N_("It was possible until %(until)s only. Talk to the coordinator about a substitute.")


class ShiftGone(CoopError):
    message = N_(
        "The rota has changed since: the shift is not as it was, or somebody took it first. "
        "Nothing was done; look at the rota and agree anew."
    )


class NotOpen(CoopError):
    message = N_("This is not open any more. Look at the list to see what became of it.")


class NotAsked(CoopError):
    status = 403
    message = N_("You are not asked about this. Only who is asked can answer it.")


class NotAllowed(CoopError):
    """What members want to do about their shifts breaks a rule for one of them."""

    message = N_("It is not possible for %(name)s: %(reason)s Choose another shift or another person.")
