"""A user's own rules: loaded after ours, refused with their file and entry, part of the fingerprint."""

from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.event_rules import event_rules
from dateline.pipeline import Pipeline
from dateline.records import Article
from dateline.settings import load_settings

CORRAL = """
type = "COERCE"
[[rule]]
id = "corral"
verbs = ["corral"]
recipient = ["obj"]
object_is = ["@person", "@crook"]
mode = "arrest"
cameo = "173"
example = "Rangers corralled six poachers."
counter = "Cowboys corralled the cattle."
"""
CLASSES = 'crook = ["poacher smuggler"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parks.toml").write_text(CORRAL, encoding="utf-8")
    (tmp_path / "classes.toml").write_text(CLASSES, encoding="utf-8")
    return tmp_path


def test_own_rules_come_beside_ours(folder: Path) -> None:
    rules = event_rules(str(folder))
    assert rules.named("coerce.corral").mode == "arrest"
    assert "poacher" in rules.named("coerce.corral").object_is
    assert rules.files["coerce.corral"] == str(folder / "parks.toml")
    assert rules.files["coerce.arrest"] == "knowledge/events/coerce.toml"
    assert len(rules.rules) == len(event_rules().rules) + 1
    assert (event_rules().digest, bool(rules.digest)) == ("", True)


def test_an_own_rule_with_the_id_of_ours_takes_its_place(folder: Path) -> None:
    (folder / "parks.toml").write_text(CORRAL.replace('id = "corral"', 'id = "arrest"'), encoding="utf-8")
    rules = event_rules(str(folder))
    assert rules.named("coerce.arrest").verbs == ("corral",)
    assert len(rules.rules) == len(event_rules().rules)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("@crook", "@crooks", "unknown class '@crooks'"),
        ('mode = "arrest"', 'mode = "hug"', "rule 'corral'"),
        ('type = "COERCE"', 'type = "HERD"', "unknown type 'HERD'"),
        ('id = "corral"', "id = corral", "not TOML"),
    ],
)
def test_a_mistake_in_an_own_rule_names_its_file(folder: Path, old: str, new: str, says: str) -> None:
    (folder / "parks.toml").write_text(CORRAL.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        event_rules(str(folder))
    assert says in str(error.value) and "parks.toml" in str(error.value)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"holds no \.toml file"):
        event_rules(str(tmp_path))
    with pytest.raises(KnowledgeError, match="cannot be read"):
        event_rules(str(tmp_path / "none"))
    (tmp_path / "classes.toml").write_text('crook = "poacher"', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="class 'crook' is no list"):
        event_rules(str(tmp_path))


@pytest.mark.model
def test_own_rules_fire_and_change_the_fingerprint(folder: Path, pipeline: Pipeline) -> None:
    own = Pipeline(load_settings(rules_dir=str(folder)))
    (report,) = own.code([Article(id="t", text="Rangers corralled six poachers near Mbeya on Monday.")])
    assert [event.rule for event in report.events] == ["coerce.corral"]
    assert own.coder.fingerprint != pipeline.coder.fingerprint
