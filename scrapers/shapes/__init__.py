"""The shapes of listings: how each kind of page names a source's reports. Pure: fetches nothing, interprets no text."""

from scrapers.shapes.feed import Feed as Feed
from scrapers.shapes.feed import HomeFeed as HomeFeed
from scrapers.shapes.json_api import JsonApi as JsonApi
from scrapers.shapes.json_api import WordPress as WordPress
from scrapers.shapes.listed import MAX_ITEMS as MAX_ITEMS
from scrapers.shapes.listed import MAX_LEADS as MAX_LEADS
from scrapers.shapes.listed import Item as Item
from scrapers.shapes.listed import Listed as Listed
from scrapers.shapes.listed import Part as Part
from scrapers.shapes.listed import Shape as Shape
from scrapers.shapes.listing import DocumentIndex as DocumentIndex
from scrapers.shapes.listing import Listing as Listing
from scrapers.shapes.moments import moment as moment
from scrapers.shapes.sitemap import NewsSitemap as NewsSitemap
from scrapers.shapes.sitemap import RobotsSitemap as RobotsSitemap
