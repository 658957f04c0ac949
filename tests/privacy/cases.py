"""The rules, the planted names and the innocent strings of these tests. All names are invented."""

import re
from datetime import UTC, datetime

from digest.model.redaction import Rule, Scope

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
JANE = Rule(1, "Jane Example", ("J. Example",), "a resident", reason="acquitted")
JOSE = Rule(2, "José Muñoz-Ferrer", (), "J.M.", reason="a minor")
TESTMAN = Rule(3, "Bob Testman", ("Testman",), "a former officer", reason="never charged")
JAMES = Rule(4, "Tom James", (), "the driver", reason="sunset")
YAMADA = Rule(5, "山田 太郎", (), "男性", reason="sunset")
ANNA = Rule(6, "Анна Примерова", (), "жительница", reason="sunset")
OBRIEN = Rule(7, "Mary O'Probe", ("M. O'Probe",), "a witness", reason="safety")
NAMESAKE = Rule(
    8, "Sam Sample", (), "a man", reason="sunset",
    exceptions=(Scope(article="fair"), Scope(incident="derby"), Scope(near="the jockey")),
)  # fmt: skip
ONLY = Rule(9, "Lou Limited", (), "a neighbour", reason="in one piece alone", only=(Scope(article="fire"),))
UNSEEN = Rule(10, "Nora Noindex", (), "", "noindex", "visibility")
RULES = (JANE, JOSE, TESTMAN, JAMES, YAMADA, ANNA, OBRIEN, NAMESAKE, ONLY, UNSEEN)

# What stands in prose, and the whole of it after redaction.
PROSE = [
    ("Jane Example's trial began.", "A resident's trial began."),
    ("It was Jane Example’s car.", "It was a resident’s car."),
    ("It was Jane Example&rsquo;s car.", "It was a resident’s car."),
    ("They took Tom James' car.", "They took the driver's car."),
    ("They took Tom James’s car.", "They took the driver’s car."),
    ("'Tom James' was the name.", "'The driver' was the name."),
    ("Police met Mr. Jane Example today.", "Police met a resident today."),
    ("Police met Dr Jane Example today.", "Police met a resident today."),
    ("Then Sheriff Jane Example spoke.", "Then a resident spoke."),
    ("Then Detective Sgt. Testman spoke.", "Then a former officer spoke."),
    ("Habló la Señora Jane Example.", "Habló la resident."),
    ("Señor José Muñoz-Ferrer left.", "Señor J.M. left."),
    ("Jane Example, 34, was there.", "A resident was there."),
    ("Police named Jane Example, 34, of Oakton, as one.", "Police named a resident, of Oakton, as one."),
    ("Police named Jane Example, aged 34, as one.", "Police named a resident as one."),
    ("Police named Jane Example (34) as one.", "Police named a resident as one."),
    ("Police named Jane Example, 34.", "Police named a resident."),
    ("Police named 34-year-old Jane Example.", "Police named a resident."),
    ("After Jane Example, 34 people came.", "After a resident, 34 people came."),
    ("With Jane Example, 1,200 people came.", "With a resident, 1,200 people came."),
    ("It was Jane Example Jr. who came.", "It was a resident who came."),
    ("JANE EXAMPLE HELD", "A RESIDENT HELD"),
    ("JANE EXAMPLE'S TRIAL", "A RESIDENT'S TRIAL"),
    ("so jane example said", "so a resident said"),
    ("He left. Jane Example stayed.", "He left. A resident stayed."),
    ("He said, “Jane Example stayed.”", "He said, “A resident stayed.”"),
    ("- Jane Example\n- Bob", "- A resident\n- Bob"),
    ("the Jane Example case", "the resident case"),
    ("an attorney and a Jane Example supporter", "an attorney and a resident supporter"),
    ("the late Jane Example", "the late resident"),
    ("They met Jane\nExample there.", "They met a resident there."),
    ("They met Jane\n> Example there.", "They met a resident there."),
    ("They met Jane Exam-\nple there.", "They met a resident there."),
    ("They met Jane Exam\u00adple there.", "They met a resident there."),
    ("They met Jane\u00a0Example there.", "They met a resident there."),
    ("They met Jane\u2009 Example there.", "They met a resident there."),
    ("They met Ja\u200bne \u2060Example there.", "They met a resident there."),
    ("They met Ｊａｎｅ Ｅｘａｍｐｌｅ there.", "They met a resident there."),
    ("They met 𝐉𝐚𝐧𝐞 𝐄𝐱𝐚𝐦𝐩𝐥𝐞 there.", "They met a resident there."),
    ("They met Jané Éxample there.", "They met a resident there."),
    ("They met Jose\u0301 Mun\u0303oz-Ferrer there.", "They met J.M. there."),
    ("They met Jose Munoz Ferrer there.", "They met J.M. there."),
    ("They met J. Example and J.Example there.", "They met a resident and a resident there."),
    ("They met J Example there.", "They met a resident there."),
    ("Example, Jane: see there.", "A resident: see there."),
    ("They met EXAMPLE Jane there.", "They met a resident there."),
    ("They met Jane **Example** there.", "They met a resident there."),
    ("They met **Jane** *Example* there.", "They met a resident there."),
    ("They met **Jane Example** there.", "They met **a resident** there."),
    ("They met Jane [Example](https://ok.test/) there.", "They met a resident there."),
    ("They met [Jane Example](https://ok.test/) there.", "They met [a resident](https://ok.test/) there."),
    ("They met [her](https://ok.test/jane-example) there.", "They met her there."),
    ("They met [Jane Example](https://ok.test/j/JaneExample.html) there.", "They met a resident there."),
    ("![Jane Example](media/jane_example.jpg) there", "A resident there"),
    ("![Jane Example](media/1.jpg) there", "![A resident](media/1.jpg) there"),
    ("[her][1] there\n\n[1]: https://ok.test/jane%20example\n", "her there\n\n"),
    ("They met <b>Jane</b> Example there.", "They met a resident there."),
    ('They met <a href="/jane-example/">her</a> there.', "They met <a>her</a> there."),
    ('<img src="1.jpg" alt="Jane Example, 34"> there', '<img src="1.jpg" alt="A resident"> there'),
    ("They met Jane&nbsp;Example there.", "They met a resident there."),
    ("They met J&#97;ne Ex&#x61;mple there.", "They met a resident there."),
    ("See https://ok.test/a/jane-example?x=1 there.", "See ok.test there."),
    ("See https://jane-example.test/ there.", "See a resident there."),
    ("Ask jane.example@ok.test there.", "Ask a resident there."),
    ("Ask @JaneExample and #janeexample there.", "Ask a resident and a resident there."),
    ("The user therealjaneexample wrote.", "The user a resident wrote."),
    ("Ask Mary O’Probe and M. O'Probe there.", "Ask a witness and a witness there."),
    ("昨日山田太郎は出発した。", "昨日男性は出発した。"),
    ("Вчера Анна Примерова уехала.", "Вчера жительница уехала."),
    ("Testman, Bob, and the Testman file", "A former officer, and the former officer file"),
]  # fmt: skip

_FOR_JANE = """
Janet Examples|Jane Exampleton|Janex Ample|for example, Jane left|Example, Texas|Jane said so|the Example family|Jane|Example
Jane. Example text follows|Jane, Example and Bob|Jane; example one|Mary Jane's example|June Example|Jan Example|Jane Exemple
Jane E. Other|J. Exampler|janeexam|an example of Jane's|exemplary Jane|Jane (Example 2)|Jane: example|Jane? Example!|Jane and Bob Example
Jane was an example|example.org|https://example.com/jane/|jane@exemple.org|Example Street|Jane Sample|Ms. Example|#example|@jane
plane examples|Jane’s example|mundane example|by example janes|Lajane Exampleson|Jane the Example|Jane of Example
<p>Jane</p><p>Example</p>|Jane — an example|Jane 3 Examplets|ejane-examplery|jane-exampleton|example-janet|D. Example|JExampler
the example Jane gave|such examples as Jane|Jan e-Xample|Jane e.g. Example|jane-for-example|examples of janeites|Janes Example
"""
_FOR_OTHERS = """
José|Muñoz|Jose Ferrer|José M. Ferrer|Josefina Muñoz|Jose Munozes Ferrer|Fosé Muñoz|Ferrer Jose|el señor Muñoz|JM|J.N.
testman was a word|testmanship|Test man|Testmanton|contestman|Bob Tester|Bob's testman-free day|test mandate|Testmann|attestmans
Tom Jameson|James Tom's|Tommy James|Atom James|Tom said James left|St. James|James|Tom|James' car|Tom Jamesson|Tom, James and Bob
山田花子|太郎|山田|田太|Анна|Примеров|Анна Примеровская|Иоанна Примерова|Hanna|Mary Probe|O'Probe|Mary O'Prober|Mary, O'Probe
the Lou Limit|limited|Nora|Index|Sample|Sam|the sample Sam took|Samuel Sample|Flosam Sample|mother-in-law|state-of-the-art
AT&T|100% sure|a_b_c|x < y|C:\\temp|**bold** text|[a](b)|![c](d.png)|&eacute;t&eacute;|%C3%A9|SmFuZQ==|\u200b|é|ﬁne|１２３
"""
INNOCENT = [*filter(None, re.split(r"[|\n]", _FOR_JANE + _FOR_OTHERS)), "Jane\n\nExample", "Jane\n\n- Example"]
