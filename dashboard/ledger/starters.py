"""The twelve cards the ledger begins with; what the figures say of each is read when it is shown."""

from __future__ import annotations

from dashboard.ledger.model import Anchor, Card, Evidence, Measure
from data_sources.model import Level, Theme

_CHARTER = "https://integratingcities.eu/charter"
_OECD = "https://doi.org/10.1787/9789264085350-en"
_ACTION_PLAN = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52020DC0758"
_COMPACT = "https://undocs.org/A/RES/73/195"
_URBAN_AGENDA = "https://urbanagenda.urban-initiative.eu"
_LOCAL_MGI = "https://www.migrationdataportal.org/local-mgi"

STARTERS = (
    Card(
        id="housing",
        action="Build and open affordable housing where people arrive, and watch who lives in poor housing.",
        evidence=(
            Evidence(measure=Measure.ASSOCIATION, indicator="for_ctz", other="sev_housing"),
            Evidence(measure=Measure.ASSOCIATION, indicator="c_forborn", other="p_housing", level=Level.CITY),
        ),
        actor="City housing offices, with national ministries of housing",
        theme=Theme.LIVING,
        target="11.1",
        anchor=Anchor(
            framework="OECD, Working Together for Local Integration (2018)",
            point="Point 10: housing",
            source=_OECD,
        ),
        monitor="Each year when Eurostat's survey of income and living conditions and the cities' survey come out.",
        caveat=(
            "Figures of countries and cities do not say who lives in poor housing. Overcrowding by citizenship "
            "(Eurostat ilc_lvho15) would, and is not held."
        ),
    ),
    Card(
        id="reception",
        action="Agree how reception is shared between places, and say it per inhabitant.",
        evidence=(
            Evidence(measure=Measure.SPREAD, indicator="asy_all", per_head=True),
            Evidence(measure=Measure.SPREAD, indicator="tp_stock", per_head=True),
        ),
        actor="National governments with their associations of cities",
        theme=Theme.GOVERNANCE,
        target="10.7",
        anchor=Anchor(
            framework="OECD, Working Together for Local Integration (2018)",
            point="Point 1: coordination between levels of government",
            source=_OECD,
        ),
        monitor="Each year for asylum, each month for temporary protection.",
        caveat="Asylum and temporary protection are different laws: they are read one by one and never added.",
    ),
    Card(
        id="skills",
        action="Recognise skills and diplomas early, and open the city's own jobs to newcomers.",
        evidence=(
            Evidence(measure=Measure.GAP, indicator="emp", other="emp_for"),
            Evidence(measure=Measure.LEVEL, indicator="tert_for"),
        ),
        actor="Cities as employers, public employment services",
        theme=Theme.ECONOMY,
        target="8.5",
        anchor=Anchor(
            framework="Eurocities, Integrating Cities Charter (2010, updated 2024)",
            point="The city as an employer",
            source=_CHARTER,
        ),
        monitor="Each year when the labour force survey comes out.",
        caveat="Over-qualification by citizenship (Eurostat lfsa_eoqgac) is not held; employment says less.",
    ),
    Card(
        id="transport",
        action="Plan public transport so that the neighbourhoods where newcomers live are served.",
        evidence=(
            Evidence(measure=Measure.ASSOCIATION, indicator="c_forborn", other="p_pt_near", level=Level.CITY),
            Evidence(measure=Measure.ASSOCIATION, indicator="c_forborn", other="c_cars", level=Level.CITY),
        ),
        actor="Transport authorities, city planning",
        theme=Theme.MOBILITY,
        target="11.2",
        anchor=Anchor(
            framework="OECD, Working Together for Local Integration (2018)",
            point="Point 5: public spaces in which people meet",
            source=_OECD,
        ),
        monitor="With each round of the survey of cities, every three to four years.",
        caveat="A city's average hides its neighbourhoods.",
    ),
    Card(
        id="air",
        action="Lower air pollution and noise first where exposure is highest, and publish it by neighbourhood.",
        evidence=(
            Evidence(measure=Measure.ASSOCIATION, indicator="f_foreigners", other="pm25_fua", level=Level.FUA),
            Evidence(measure=Measure.ASSOCIATION, indicator="c_forborn", other="p_noise", level=Level.CITY),
        ),
        actor="City environment departments, national environment agencies",
        theme=Theme.ENVIRONMENT,
        target="11.6",
        anchor=Anchor(
            framework="Urban Agenda for the EU, Partnership on Inclusion",
            point="Better data, better policies",
            source=_URBAN_AGENDA,
        ),
        monitor="Each year for particles; with each round of the survey of cities for noise.",
        caveat="The particles of city and commuting area are a proxy, and an average says nothing on who breathes it.",
    ),
    Card(
        id="trust",
        action="Offer city services in one place, online and at a counter, in plain words and several languages.",
        evidence=(
            Evidence(measure=Measure.LEVEL, indicator="p_admin_online", level=Level.CITY),
            Evidence(measure=Measure.ASSOCIATION, indicator="p_admin_easy", other="p_trust", level=Level.CITY),
        ),
        actor="City administrations, with the people who connect them to residents",
        theme=Theme.GOVERNANCE,
        target="16.6",
        anchor=Anchor(
            framework="EU Action Plan on Integration and Inclusion 2021-2027, COM(2020) 758",
            point="Use of new technologies and digital tools",
            source=_ACTION_PLAN,
        ),
        monitor="With each round of the survey of cities, every three to four years.",
        caveat="The survey asks all residents; what newcomers think of services is not known from it.",
    ),
    Card(
        id="rural",
        action="Give rural places that receive people fast internet and services that can be reached.",
        evidence=(
            Evidence(measure=Measure.GAP, indicator="arope_du", other="arope_cities"),
            Evidence(measure=Measure.LEVEL, indicator="vhcn"),
        ),
        actor="Regions and rural municipalities, with national broadband programmes",
        theme=Theme.VILLAGES,
        target="11.a",
        anchor=Anchor(
            framework="EU Action Plan on Integration and Inclusion 2021-2027, COM(2020) 758",
            point="Partnerships with rural areas",
            source=_ACTION_PLAN,
        ),
        monitor="Each year for poverty by degree of urbanisation and for networks.",
        caveat="Who arrives in rural places is held by type of small region only, not by village.",
    ),
    Card(
        id="city_data",
        action="Publish foreign-born residents by city and neighbourhood each year, with definitions.",
        evidence=(
            Evidence(measure=Measure.AGE, indicator="c_forborn", level=Level.CITY),
            Evidence(measure=Measure.AGE, indicator="f_foreigners", level=Level.FUA),
        ),
        actor="City statistics offices, national statistical institutes",
        theme=Theme.GOVERNANCE,
        target="17.18",
        anchor=Anchor(
            framework="Global Compact for Migration, A/RES/73/195",
            point="Objective 1: accurate and disaggregated data",
            source=_COMPACT,
        ),
        monitor="At each refresh of the snapshot.",
    ),
    Card(
        id="funding",
        action="Fund the people who connect for longer than a project, and know whose funding ends soon.",
        evidence=(),
        actor="Foundations, city and regional funders",
        theme=Theme.PARTICIPATION,
        target="17.17",
        anchor=Anchor(
            framework="Socially smart cities (Durose and others, 2019)",
            point="Longer and flexible funding for those who struggle",
            source="",
        ),
        monitor="Each month from the register.",
        wanted="The register of intermediaries: entries with months of funding left.",
    ),
    Card(
        id="meeting",
        action="Keep libraries, parks and public spaces open and cared for: there people meet.",
        evidence=(
            Evidence(measure=Measure.ASSOCIATION, indicator="p_public", other="p_imm_good", level=Level.CITY),
            Evidence(measure=Measure.ASSOCIATION, indicator="p_culture", other="p_imm_good", level=Level.CITY),
        ),
        actor="City culture and parks departments, neighbourhood initiatives",
        theme=Theme.LIVING,
        target="11.7",
        anchor=Anchor(
            framework="OECD, Working Together for Local Integration (2018)",
            point="Point 5: public spaces in which people meet",
            source=_OECD,
        ),
        monitor="With each round of the survey of cities, every three to four years.",
        caveat="That two opinions go together in cities says nothing on why.",
    ),
    Card(
        id="planning",
        action="Give newcomers a seat where plans for the city are made.",
        evidence=(),
        actor="City councils and planning boards",
        theme=Theme.PARTICIPATION,
        target="11.3",
        anchor=Anchor(
            framework="IOM, Local Migration Governance Indicators",
            point="Partnerships and participation",
            source=_LOCAL_MGI,
        ),
        monitor="When a city publishes who sits on its boards.",
        wanted="IOM's Local Migration Governance Indicators, or MIPEX on political participation: not held.",
    ),
    Card(
        id="discourse",
        action="Speak of arrivals with figures and their limits, and tell where they are welcome.",
        evidence=(
            Evidence(measure=Measure.GAP, indicator="p_people", other="p_imm_good", level=Level.CITY),
            Evidence(measure=Measure.LEVEL, indicator="p_imm_good", level=Level.CITY),
        ),
        actor="Mayors, press offices, media",
        theme=Theme.PARTICIPATION,
        target="10.2",
        anchor=Anchor(
            framework="Global Compact for Migration, A/RES/73/195",
            point="Objective 17: evidence-based public discourse",
            source=_COMPACT,
        ),
        monitor="With each round of the survey of cities, every three to four years.",
        caveat="Shares of about 840 interviews a city: differences of a few points are chance.",
    ),
)
"""In the order in which they are shown."""
