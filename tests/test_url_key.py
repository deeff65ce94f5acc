"""Which report an address means. A change of any expected value here is a change of identities in the warehouse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.page import url_key

GOLDEN = [
    ("https://outlet.example/2019/12/a-report/", "outlet.example/2019/12/a-report"),
    ("http://www.outlet.example/2019/12/a-report", "outlet.example/2019/12/a-report"),
    ("https://m.outlet.example:443/2019/12/a-report/#comments", "outlet.example/2019/12/a-report"),
    ("https://outlet.example/2019/12/a-report/amp/", "outlet.example/2019/12/a-report"),
    ("https://outlet.example/2019/12/a-report?view=amp", "outlet.example/2019/12/a-report"),
    ("https://outlet.example/a?utm_source=x&utm_medium=y&fbclid=z&gclid=w", "outlet.example/a"),
    ("https://OUTLET.example/A-Report", "outlet.example/A-Report"),
    ("http://outlet.example:8080/a", "outlet.example:8080/a"),
    ("https://outlet.example/", "outlet.example"),
    ("https://outlet.example", "outlet.example"),
    # On NDsoft and Gnuboard sites the query is the report: cutting at "?" would make one report of a whole site.
    ("https://paper.example/news/articleView.html?idxno=109124", "paper.example/news/articleView.html?idxno=109124"),
    ("http://board.example/board.php?wr_id=918&bo_table=human", "board.example/board.php?bo_table=human&wr_id=918"),
    ("https://outlet.example/ko/북한-노동자", "outlet.example/ko/%EB%B6%81%ED%95%9C-%EB%85%B8%EB%8F%99%EC%9E%90"),
    ("https://www.yna.co.kr/view/AKR20260106?section=nk/news&input=rss", "yna.co.kr/view/AKR20260106"),
    ("https://www.upi.com/Top_News/2020/1/?u3L=1", "upi.com/Top_News/2020/1"),
    ("https://outlet.example/a?section=nk", "outlet.example/a?section=nk"),
]


@pytest.mark.parametrize(("url", "expected"), GOLDEN, ids=[url for url, _ in GOLDEN])
def test_an_address_means_its_report(url: str, expected: str) -> None:
    assert expected == url_key(url)


def test_only_the_parameters_to_keep_are_identity_where_they_are_declared() -> None:
    url = "http://board.example/board.php?bo_table=human&wr_id=918&page=3&sca="

    assert "board.example/board.php?bo_table=human&wr_id=918" == url_key(url, ["bo_table", "wr_id"])


def test_two_reports_of_one_script_stay_two() -> None:
    assert url_key("http://paper.example/v?idxno=1") != url_key("http://paper.example/v?idxno=2")


_words = st.text("abcXYZ019-_.~한글", min_size=1, max_size=8)
_hosts = st.builds(lambda name, prefix: f"{prefix}{name}.example", st.text("abc", min_size=1, max_size=5),
                   st.sampled_from(["", "www.", "m.", "www.m.", "amp."]))
_paths = st.lists(st.one_of(_words, st.just("amp"), st.just("")), max_size=4).map(lambda parts: "/" + "/".join(parts))
_queries = st.lists(st.tuples(_words, _words), max_size=3)
_urls = st.builds(
    lambda scheme, host, path, query: f"{scheme}://{host}{path}{'?' if query else ''}{'&'.join(map('='.join, query))}",
    st.sampled_from(["http", "https"]), _hosts, _paths, _queries,
)


@given(_urls)
def test_the_key_of_a_key_is_the_key(url: str) -> None:
    assert url_key(url) == url_key(f"https://{url_key(url)}")


@given(_urls, st.sampled_from(["#top", "#"]))
def test_scheme_and_fragment_are_no_part_of_identity(url: str, fragment: str) -> None:
    _, _, rest = url.partition("://")

    assert url_key(url) == url_key(f"http://{rest}{fragment}") == url_key(f"https://{rest}")


@given(_urls, st.sampled_from(["utm_source=feed", "fbclid=1", "gclid=2", "utm_campaign="]))
def test_known_tracking_is_no_part_of_identity(url: str, tracking: str) -> None:
    assert url_key(url) == url_key(f"{url}{'&' if '?' in url else '?'}{tracking}")
