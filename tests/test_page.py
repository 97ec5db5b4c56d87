"""The page in a browser: what a reader sees and does, and what hostile texts cannot do."""

import shutil
from dataclasses import replace

import hostile
import pytest
from corpus import CORPUS

from kg.store import open_store
from kg.views import load_rows
from kg.views.page import data as page_data_module
from kg.views.page import render_page
from kg.views.rows import Edge, GraphRows, Node, Proof, Source, Words

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
# a function, not an expression: the page's policy forbids eval
READY = "() => document.documentElement.dataset.ready === 'true'"


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def file_of(corpus, folder):
    with open_store(folder / "store") as store:
        store.publish(corpus)
        rows = load_rows(store)
    (folder / "graph.html").write_bytes(render_page(rows))
    return folder / "graph.html"


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    return file_of(CORPUS, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    return file_of(hostile.CORPUS, tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def visit(browser):
    """Open a page without network and remember what it asked for and complained about."""
    contexts = []

    def open_page(path, **options):
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
        page.goto(path.as_uri())
        page.wait_for_function(READY)
        return page

    yield open_page
    for context in contexts:
        context.close()


def choose(page, name):
    page.fill("#search", name)
    page.press("#search", "Enter")


def panel(page):
    return page.inner_text("#details")


def colored(page):
    """Return how many pixels of the drawing are not transparent."""
    return page.evaluate(
        """() => {
          const canvas = document.querySelector("#network canvas");
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          let count = 0;
          for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
          return count;
        }"""
    )


def test_page_opens_from_a_file_and_asks_for_nothing(visit, usual):
    page = visit(usual)
    page.wait_for_timeout(300)
    assert page.asked == [usual.as_uri()]
    assert page.complaints == []
    assert colored(page) > 1000


def test_first_screen_has_a_legend_and_the_main_entities(visit, usual):
    page = visit(usual)
    counts = len(CORPUS.documents), len(CORPUS.entities), len(CORPUS.statements)
    assert page.inner_text("#counts") == "статей: {} · сущностей: {} · утверждений: {}".format(*counts)
    assert "Люди 4" in page.inner_text("#legend")
    assert "справочные сведения" in page.inner_text("#legend")
    assert "Владимир Путин" in panel(page)


@pytest.mark.parametrize("query", ["владимир путин", "ПУТИН", "россИЙСКАЯ федерация", "csto"])
def test_search_finds_names_and_aliases_in_any_letters(visit, usual, query):
    page = visit(usual)
    choose(page, query)
    expected = {"россИЙСКАЯ федерация": "Россия", "csto": "ОДКБ"}.get(query, "Владимир Путин")
    assert page.inner_text("#details h2") == expected


def test_search_takes_e_for_yo(visit, tmp_path):
    entities = tuple(
        replace(item, name="Пётр Семёнов") if item.id == "erik-muldabaev" else item for item in CORPUS.entities
    )
    page = visit(file_of(replace(CORPUS, entities=entities), tmp_path))
    choose(page, "петр семе")
    assert page.inner_text("#details h2") == "Пётр Семёнов"


def test_search_is_worked_by_keys_alone(visit, usual):
    page = visit(usual)
    page.keyboard.press("/")
    page.keyboard.type("саммит")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#details h2").startswith("Саммит ОДКБ")
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    assert "Главное в статьях" in panel(page)


def test_what_is_not_there_is_said(visit, usual):
    page = visit(usual)
    page.fill("#search", "ыыы")
    assert page.inner_text("#hits") == "Ничего не найдено"


def test_a_node_shows_its_quotes_with_both_ends_marked(visit, usual):
    page = visit(usual)
    choose(page, "Астана")
    assert "Президент Казахстана Касым-Жомарт Токаев открыл 28 ноября саммит ОДКБ в Астане." in panel(page)
    assert page.inner_text("#details mark.end1 >> nth=0") == "саммит ОДКБ"
    assert page.inner_text("#details mark.end2 >> nth=0") == "Астане"
    link = page.locator("#details a", has_text="источник").first
    assert link.get_attribute("href") == "https://news.example/2024/summit"
    assert "noopener" in link.get_attribute("rel")


def test_status_speaker_term_and_background_are_worded(visit, usual):
    page = visit(usual)
    choose(page, "Никол Пашинян")
    assert "отрицается" in panel(page)
    assert "по словам: Ерик Мулдабаев" in panel(page)
    choose(page, "Владимир Путин")
    assert "справочные сведения" in panel(page)
    assert "с 07.05.2012" in panel(page)
    choose(page, "Саммит ОДКБ (2025)")
    assert "планируется" in panel(page)


BLUE, ORANGE, RED = (0x17, 0x69, 0xAA), (0xC2, 0x41, 0x0C), (0xC8, 0x1E, 0x1E)


def pair(folder, status="asserted", basis="text"):
    """Write a page of two nodes, a person (blue) and a country (orange), and the statement between them."""
    nodes = (Node("a", "Пётр Семёнов", "Person", documents=1), Node("b", "Россия", "Country", documents=1))
    quote = Words("Семёнов прибыл в Россию.", "d", 0)
    proof = Proof("s", "d", quote, Words("Семёнов", "d", 0), Words("Россию", "d", 17), status, 0.9, "rule")
    rows = GraphRows(nodes, (Edge("s", "a", "visits", "b", status, basis, 0.9),), (proof,), (Source("d", "d"),))
    (folder / "pair.html").write_bytes(render_page(rows))
    return folder / "pair.html"


def middle(page, color, after=400):
    """Return the middle of all pixels near a colour, as a place to click, or None."""
    page.wait_for_timeout(after)
    found = page.evaluate(
        """(color) => {
          const canvas = document.querySelector("#network canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let count = 0, x = 0, y = 0;
          for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] < 60 || color.some((part, k) => Math.abs(data[i + k] - part) > 12)) continue;
            count += 1; x += (i / 4) % canvas.width; y += Math.floor(i / 4 / canvas.width);
          }
          return count > 5 ? [x / count / devicePixelRatio, y / count / devicePixelRatio] : null;
        }""",
        color,
    )
    box = page.locator("#network canvas").bounding_box()
    return found and (box["x"] + found[0], box["y"] + found[1])


def test_a_click_on_a_node_opens_it(visit, tmp_path):
    page = visit(pair(tmp_path))
    page.mouse.click(*middle(page, ORANGE))
    page.wait_for_function("() => document.querySelector('#details h2').textContent === 'Россия'")
    assert "Семёнов прибыл в Россию." in panel(page)


def test_a_click_on_an_edge_opens_its_statements(visit, tmp_path):
    page = visit(pair(tmp_path))
    (x1, y1), (x2, y2) = middle(page, BLUE), middle(page, ORANGE)
    page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    page.wait_for_function("() => document.querySelector('#details h2').textContent === 'Что связывает'")
    assert "Семёнов прибыл в Россию." in panel(page)


def test_the_filter_of_a_kind_hides_its_nodes(visit, tmp_path):
    page = visit(pair(tmp_path))
    assert middle(page, BLUE)
    page.uncheck("input[data-filter=Person]")
    assert middle(page, BLUE) is None
    page.check("input[data-filter=Person]")
    assert middle(page, BLUE)


def test_the_filter_of_a_predicate_hides_its_edges_and_what_they_connect(visit, tmp_path):
    page = visit(pair(tmp_path))
    page.click("#predicates summary")
    page.uncheck("input[data-filter=visits]")
    assert middle(page, ORANGE) is None


def test_a_denied_statement_is_drawn_only_when_it_is_asked_for(visit, tmp_path):
    page = visit(pair(tmp_path, status="denied"))
    assert middle(page, RED) is None
    page.check("input[data-filter=disputed]")
    assert middle(page, BLUE)


def test_background_can_be_left_out(visit, tmp_path):
    page = visit(pair(tmp_path, basis="reference"))
    assert middle(page, BLUE)
    page.uncheck("input[data-filter=reference]")
    assert middle(page, BLUE) is None


def test_a_node_beyond_the_first_drawing_is_drawn_when_it_is_found(visit, tmp_path, monkeypatch):
    monkeypatch.setattr(page_data_module, "DRAWN", 1)
    page = visit(pair(tmp_path))
    assert middle(page, ORANGE) is None
    choose(page, "россия")
    assert middle(page, ORANGE, after=900)


def test_the_page_follows_the_dark_scheme(visit, usual):
    page = visit(usual, color_scheme="dark")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(17, 21, 27)"
    assert page.complaints == []


def test_hostile_texts_run_nothing_and_are_shown_as_text(visit, attacked):
    page = visit(attacked)
    choose(page, "onerror")
    assert page.inner_text("#details h2") == hostile.ATTACKS[1]
    assert hostile.ATTACKS[0] in page.inner_text("#details blockquote >> nth=0")
    choose(page, "script")
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.hit") is None
    assert page.complaints == []
    assert page.asked == [attacked.as_uri()]


def test_only_web_addresses_become_links(visit, attacked):
    page = visit(attacked)
    choose(page, "onerror")
    assert page.locator("#details blockquote").count() > 0
    assert page.locator("#details a").count() == 0


def test_the_policy_stops_what_would_be_injected(visit, usual):
    page = visit(usual)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hit = 1";
          document.body.append(script);
          const image = document.createElement("img");
          image.setAttribute("onerror", "window.hit = 1");
          image.src = "https://news.example/x.png";
          document.body.append(image);
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.hit") is None
    assert len([text for text in page.complaints if "Content Security Policy" in text]) == 3


def test_a_narrow_screen_needs_no_sideways_scrolling(visit, usual):
    page = visit(usual)
    page.set_viewport_size({"width": 380, "height": 800})
    choose(page, "Владимир Путин")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 380
