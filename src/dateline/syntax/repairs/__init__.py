"""Edges that the parser gets wrong in known ways, mended before any rule runs.

Each repair is a function on one sentence that moves an edge when its pattern fits; `repair` runs them all. They are grouped by
what they mend, and docs/parser.md lists them. The parser's own figures are one wrong arc in ten, so a rule still needs the
second path that the parser takes when it errs; what stands here is what serves every rule at once.
"""

from dateline.syntax.moves import NEEDED, move
from dateline.syntax.repairs.cues import (
    aside_before_cue,
    clause_with_as,
    cue_before_speaker,
    final_cue,
    final_report,
    further_notice,
)
from dateline.syntax.repairs.deeds import (
    beside_deed,
    charge_goes_on,
    clause_of_deed,
    deed_of_means,
    gerund_of_charge,
    laid_at_a_door,
    noun_before_gerund,
    of_charge,
    preposition_of_deed,
    put_to_death,
    set_ablaze,
    shot_at,
    shot_dead,
    tear_gas,
    warning_shot,
)
from dateline.syntax.repairs.harm import (
    agent_as_adjunct,
    agent_too_low,
    death_is_told,
    headline_passive,
    headline_victims,
    object_behind_day,
    subject_as_compound,
    subject_behind_death,
    subject_behind_passive,
    those_harmed,
)
from dateline.syntax.repairs.joins import (
    bare_conjunct,
    clause_before_semicolon,
    finite_conjunct,
    hours_later,
    outer_conjunct,
    participle_of_last_clause,
    passive_goes_on,
    reduced_relative,
    subject_before_auxiliary,
    subject_behind_and,
    then_verb,
)
from dateline.syntax.repairs.lists import first_of_list, list_after_verb, list_as_apposition, list_behind_object, noun_after_and
from dateline.syntax.repairs.names import (
    called_one,
    dateline_subject,
    double_subject,
    group_in_capitals,
    name_as_verb,
    name_in_quotes,
    name_of_itself,
    name_of_officer,
    one_bearer,
    photo_label,
)
from dateline.syntax.repairs.news import (
    clause_of_claim,
    deed_in_news,
    reports_that,
    said_in_passing,
    said_of_people,
    supposed_to_be,
)
from dateline.syntax.repairs.numbers import (
    bare_number_passive,
    gapped_passive,
    harm_before_number,
    harmed_behind_colon,
    number_behind_over,
    number_with_wounds,
    range_before_noun,
    total_of,
    wounded_in_care,
    wounded_of_war,
)
from dateline.syntax.repairs.objects import (
    blamed_one,
    dative_name,
    gerund_before_name,
    noun_beside_itself,
    relative_object,
    returned_to,
    that_before_subject,
    urged_to,
)
from dateline.syntax.repairs.verbs import (
    harmed_people,
    main_verb_as_participle,
    open_fire,
    participle_after_comma,
    participle_of_noun,
    verb_as_plural,
    verb_in_name,
    verb_lemma,
)
from dateline.syntax.tree import Tree

__all__ = ["REPAIRS", "move", "repair"]

REPAIRS = (  # in their order: a later one sees what the earlier ones mended
    photo_label, dateline_subject, relative_object, that_before_subject, participle_after_comma, bare_number_passive,
    headline_passive, double_subject, dative_name, clause_before_semicolon, further_notice, final_report, aside_before_cue,
    final_cue, finite_conjunct, reduced_relative, passive_goes_on, bare_conjunct, outer_conjunct, harm_before_number,
    participle_of_last_clause, clause_with_as, clause_of_claim, hours_later, reports_that, tear_gas, subject_behind_and,
    name_of_officer, shot_at, list_after_verb, noun_after_and, first_of_list, warning_shot, list_as_apposition,
    gerund_of_charge, noun_before_gerund, preposition_of_deed, beside_deed, of_charge, charge_goes_on, subject_as_compound,
    agent_too_low, noun_beside_itself, group_in_capitals, subject_behind_passive, subject_behind_death, blamed_one,
    main_verb_as_participle, called_one, returned_to, range_before_noun, total_of, harmed_behind_colon, gapped_passive,
    harmed_people, deed_of_means, name_as_verb, name_in_quotes, subject_before_auxiliary, number_with_wounds, wounded_in_care,
    death_is_told, cue_before_speaker, said_in_passing, deed_in_news, list_behind_object, name_of_itself, agent_as_adjunct,
    one_bearer, supposed_to_be, said_of_people, verb_as_plural, verb_in_name, open_fire, then_verb, those_harmed,
    object_behind_day, headline_victims, participle_of_noun, shot_dead, set_ablaze, put_to_death, clause_of_deed,
    number_behind_over, wounded_of_war, gerund_before_name, urged_to, laid_at_a_door,
)  # fmt: skip
ALWAYS = frozenset(place for place, each in enumerate(REPAIRS) if each not in NEEDED)
BY_WORD: dict[str, tuple[int, ...]] = {  # the repairs that a word asks for, by their place in the order
    word: tuple(place for place, each in enumerate(REPAIRS) if word in NEEDED.get(each, ()))
    for word in frozenset().union(*NEEDED.values())
}


def repair(tree: Tree) -> Tree:
    """Mends a tree in place, sentence by sentence, and returns it."""
    for sentence in tree.sentences:
        verb_lemma(sentence)
        known = {word.lower for word in sentence.words}
        known.update([word.lemma for word in sentence.words])
        asked = ALWAYS.union(*map(BY_WORD.__getitem__, BY_WORD.keys() & known))
        for place in sorted(asked):
            REPAIRS[place](sentence)
    return tree
