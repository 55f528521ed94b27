"""The sentence of a table says what its rows have, and without rows why there is nothing to say."""

from valuenet.measures.catalogue import catalogue
from valuenet.report.document import written
from valuenet.report.material import Material
from valuenet.report.sentences import arguments, message_of, sentence, silence


def test_the_message_has_the_name_of_the_table() -> None:
    assert message_of(catalogue()["enterprises.by_region"]) == "enterprises-by-region"


def test_a_sentence_has_the_figures_of_its_rows(material: Material) -> None:
    measure = catalogue()["enterprises.by_region"]
    rows = list(material.tables[measure.name].iter_rows(named=True))
    said = sentence(measure, rows, material, "en")
    assert written(said).startswith("The province is known for 3 of 4 sample enterprises. They are in 2 provinces")
    assert {piece.table for piece in said if piece.table} == {"enterprises.by_region"}
    assert arguments(measure, rows, material, "en")["total"] == 4


def test_silence_says_why(material: Material) -> None:
    assert "do not provide" in written(silence(catalogue()["linkers.alliances_by_year"], material, "en"))
    assert "between the waves" in written(silence(catalogue()["network.wave_relations"], material, "en"))
