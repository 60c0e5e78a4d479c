"""Replies → the engine's learning → a version of weights, and the chances that the matching uses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from madang.site.events.models import Event
from madang.site.matching.bridge.scored import Score, score_in_use
from madang.site.matching.bridge.weights import Learned
from madang.site.matching.models import Learning, Reply
from madang.site.matching.queries.learning import in_use, replies_of

if TYPE_CHECKING:
    from madang.engine.match.choosing import Choice
    from madang.engine.match.learning import Answers, Prior

SPREAD = 0.5
"""How far an event's weights are believed to lie from the shipped ones, in logits."""
ROWS_AT_ONCE = 500


def read_features(event: Event) -> int:
    """Read what the score sees in the pairs of replies that lack it or have that of another version; return how many."""
    score = score_in_use()
    waiting = [
        each for each in replies_of(event) if each.features_version != score.version
    ]
    rows = score.pair_features(event, [(each.by_id, each.to_id) for each in waiting])
    for each, row in zip(waiting, rows, strict=True):
        each.features, each.features_version = list(row), score.version
    Reply.objects.bulk_update(
        waiting, ["features", "features_version"], batch_size=ROWS_AT_ONCE
    )
    return len(waiting)


def prior_of(score: Score) -> "Prior":
    """The shipped weights as what is believed before any answer."""
    import numpy as np

    from madang.engine.match.learning import Prior

    means = np.array([score.weights[name] for name in score.features])
    return Prior(
        means=means,
        spreads=np.full(len(means), SPREAD),
        signs=np.array([-1 if name in score.against else 1 for name in score.features]),
        intercept=score.intercept,
    )


def answers_of(replies: Sequence[Reply], score: Score) -> "Answers":
    """Replies with features of this score as the engine's rows, in their order."""
    import numpy as np

    from madang.engine.match.aftermath import Word, corrected
    from madang.engine.match.learning import Answers, Said, weighed

    outcomes, weights = weighed([Said(each.said) for each in replies])
    outcomes, weights = corrected(
        outcomes, weights, [Word(each.after) for each in replies]
    )
    shape = (len(replies), len(score.features))
    return Answers(
        features=np.array([each.features for each in replies], float).reshape(shape),
        givers=np.array([each.by_id for each in replies], int),
        receivers=np.array([each.to_id for each in replies], int),
        outcomes=outcomes,
        weights=weights,
        ranks=np.array([each.rank_shown or 1 for each in replies], int),
    )


def _read_replies(event: Event, score: Score) -> list[Reply]:
    return list(replies_of(event).filter(features_version=score.version))


def learn_event(event: Event) -> Learning | None:
    """Learn from an event's replies; return the version, not yet saved, or None where all that teaches anything is gone."""
    from madang.engine.match.choosing import choose

    score = score_in_use()
    replies = _read_replies(event, score)
    answers = answers_of(replies, score)
    told = answers.outcomes[answers.weights > 0]
    if not 0 < told.sum() < len(told):
        return None
    return _version(event, score, replies, choose(prior_of(score), answers))


def _version(
    event: Event, score: Score, replies: Sequence[Reply], choice: "Choice"
) -> Learning:
    last = Learning.objects.filter(event=event).aggregate(last=Max("number"))["last"]
    learned = choice.learned
    return Learning(
        event=event,
        number=(last or 0) + 1,
        score_version=score.version,
        features=list(score.features),
        shipped=[score.weights[name] for name in score.features],
        weights=learned.weights.tolist(),
        errors=[float(one) for one in learned.covariance.diagonal()[1:] ** 0.5],
        intercept=learned.intercept,
        position=learned.position,
        giving=choice.prior.giving,
        receiving=choice.prior.receiving,
        answers=learned.answers,
        replies=len(replies),
        until=replies[-1].said_at,
        later=choice.linear.later,
        shipped_loss=choice.linear.champion,
        learned_loss=choice.linear.challenger,
        better=choice.linear.better,
        trees_better=choice.trees.better if choice.trees is not None else None,
        used=choice.used,
    )


@dataclass(frozen=True)
class EventWeights:
    """What the matching takes in place of the shipped weights: the version's number, its intercept and a weight a feature."""

    number: int
    intercept: float
    weights: Mapping[str, float]


def weights_in_use(event: Event) -> EventWeights | None:
    """Return the event's own weights; None where the shipped ones count (too few answers, no gain, turned off, or another score)."""
    version = in_use(event)
    if version is None or version.score_version != score_in_use().version:
        return None
    weights = dict(zip(version.features, version.weights, strict=True))
    return EventWeights(version.number, version.intercept, weights)


def chances_in_use(
    event: Event,
) -> "Callable[[Any, Any, Any], Any] | None":
    """Return a function of features (rows × features), readers and others (registrations' ids, one a row) that gives each
    reader's chance of a yes, 0 to 1; None where the shipped weights count.

    What is known of single participants is learned anew from the replies at each call and never stored.
    """
    import numpy as np

    from madang.engine.match.choosing import linear, trees
    from madang.engine.match.learning import Answers, learn

    score, version = score_in_use(), in_use(event)
    if version is None or version.score_version != score.version:
        return None
    replies = [
        each for each in _read_replies(event, score) if each.said_at <= version.until
    ]
    answers = answers_of(replies, score)
    prior = _settled(prior_of(score), version)
    model = (
        trees(prior, answers)
        if version.used == Learning.Used.TREES
        else linear(learn(prior, answers))
    )

    def chances(features: Any, readers: Any, others: Any) -> Any:
        ones = np.ones(len(features))
        return model(Answers(features, readers, others, ones, ones, ones.astype(int)))

    return chances


def _settled(prior: "Prior", version: Learning) -> "Prior":
    from dataclasses import replace

    return replace(prior, giving=version.giving, receiving=version.receiving)


def learned_in_use(event: Event) -> Learned | None:
    """Return what a run takes in place of the shipped weights; None where these count."""
    weights, chances = weights_in_use(event), chances_in_use(event)
    if weights is None or chances is None:
        return None
    return Learned(weights.weights, weights.intercept, chances)
