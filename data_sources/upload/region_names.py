"""What regions are called in other languages, and in lists of their own countries: names as readers write them.

Cities' names in other languages are held with the places; of regions only those called after a city are. This table
gives the rest, by the name that the region has in its own country.
"""

from __future__ import annotations

from collections.abc import Iterator

NAMES = {
    "AT": """Niederösterreich: Lower Austria|Basse-Autriche|Bassa Austria|Baja Austria
        Oberösterreich: Upper Austria|Haute-Autriche|Alta Austria
        Kärnten: Carinthia|Carinthie|Carinzia|Carintia
        Steiermark: Styria|Styrie|Stiria|Estiria
        Tirol: Tyrol|Tirolo""",
    "BE": """RÉGION DE BRUXELLES-CAPITALE/BRUSSELS HOOFDSTEDELIJK GEWEST: Brussels-Capital Region|Brussels Region|
        Région de Bruxelles-Capitale|Brussels Hoofdstedelijk Gewest|Bruxelles-Capitale|
        Région bruxelloise|Brussels Capital
        VLAAMS GEWEST: Flanders|Flandre|Flandern|Vlaanderen|Flemish Region|Région flamande|Fiandre|Flandes
        RÉGION WALLONNE: Wallonia|Wallonie|Wallonien|Wallonië|Walloon Region|Waals Gewest|Vallonia|Valonia
        Prov. Antwerpen: Province of Antwerp|Province d'Anvers
        Prov. Oost-Vlaanderen: Oost-Vlaanderen|East Flanders|Flandre orientale|Ostflandern
        Prov. West-Vlaanderen: West-Vlaanderen|West Flanders|Flandre occidentale|Westflandern
        Prov. Vlaams-Brabant: Vlaams-Brabant|Flemish Brabant|Brabant flamand|Flämisch-Brabant
        Prov. Brabant wallon: Brabant wallon|Walloon Brabant|Waals-Brabant|Wallonisch-Brabant
        Prov. Hainaut: Hainaut|Henegouwen|Hennegau
        Prov. Liège: Province of Liège|Province de Liège|Provincie Luik
        Prov. Namur: Province of Namur|Province de Namur|Provincie Namen""",
    "CH": """Ticino: Tessin
        Graubünden: Grisons|Grigioni
        Aargau: Argovie|Argovia
        Thurgau: Thurgovie|Turgovia
        Solothurn: Soleure|Soletta
        Basel-Stadt: Bâle-Ville|Basilea Città
        Basel-Landschaft: Bâle-Campagne|Basilea Campagna
        Vaud: Waadt
        Région lémanique: Lake Geneva region|Genferseeregion""",
    "CZ": """Střední Čechy: Central Bohemia|Bohême centrale|Mittelböhmen
        Moravskoslezsko: Moravia-Silesia|Moravie-Silésie|Mährisch-Schlesien""",
    "DE": """Baden-Württemberg: Bade-Wurtemberg|Baden-Wuerttemberg
        Bayern: Bavaria|Bavière|Baviera|Beieren|Bawaria|Bavorsko|Bajorország
        Brandenburg: Brandebourg|Brandeburgo
        Bremen: Brême|Brema
        Hamburg: Hambourg|Amburgo|Hamburgo
        Hessen: Hesse|Assia|Hessia
        Mecklenburg-Vorpommern: Mecklenburg-Western Pomerania|Mecklenburg-West Pomerania|
        Mecklembourg-Poméranie-Occidentale|Meclemburgo-Pomerania Anteriore|Mecklemburgo-Pomerania Occidental
        Niedersachsen: Lower Saxony|Basse-Saxe|Bassa Sassonia|Baja Sajonia|Nedersaksen
        Nordrhein-Westfalen: North Rhine-Westphalia|Rhénanie-du-Nord-Westphalie|Renania Settentrionale-Vestfalia|
        Renania del Norte-Westfalia|Noordrijn-Westfalen|NRW
        Rheinland-Pfalz: Rhineland-Palatinate|Rhénanie-Palatinat|Renania-Palatinato|Renania-Palatinado|Rijnland-Palts
        Saarland: Sarre
        Sachsen: Saxony|Saxe|Sassonia|Sajonia|Saksen
        Sachsen-Anhalt: Saxony-Anhalt|Saxe-Anhalt|Sassonia-Anhalt|Sajonia-Anhalt|Saksen-Anhalt
        Schleswig-Holstein: Sleswig-Holstein|Sleeswijk-Holstein
        Thüringen: Thuringia|Thuringe|Turingia|Thueringen
        Oberbayern: Upper Bavaria|Haute-Bavière|Alta Baviera
        Niederbayern: Lower Bavaria|Basse-Bavière|Bassa Baviera
        Oberpfalz: Upper Palatinate|Haut-Palatinat|Alto Palatinato
        Oberfranken: Upper Franconia|Haute-Franconie|Alta Franconia
        Mittelfranken: Middle Franconia|Moyenne-Franconie|Media Franconia
        Unterfranken: Lower Franconia|Basse-Franconie|Bassa Franconia""",
    "DK": """Hovedstaden: Capital Region of Denmark|Capital Region|Region Hovedstaden|Région-Capitale
        Sjælland: Zealand|Seeland|Region Sjælland|Region Zealand
        Syddanmark: Southern Denmark|South Denmark|Region Syddanmark|Danemark-du-Sud
        Midtjylland: Central Denmark|Central Jutland|Region Midtjylland|Jutland central
        Nordjylland: North Denmark|North Jutland|Region Nordjylland|Jutland du Nord""",
    "EL": """Attiki: Attica|Attique|Attika
        Kriti: Crete|Crète|Kreta|Creta
        Kentriki Makedonia: Central Macedonia|Macédoine centrale|Zentralmakedonien
        Dytiki Makedonia: Western Macedonia|West Macedonia|Macédoine occidentale|Westmakedonien
        Anatoliki Makedonia, Thraki: Eastern Macedonia and Thrace|East Macedonia and Thrace|
        Macédoine-Orientale-et-Thrace|Ostmakedonien und Thrakien
        Ipeiros: Epirus|Épire|Epiro
        Thessalia: Thessaly|Thessalie|Thessalien|Tessaglia|Tesalia
        Ionia Nisia: Ionian Islands|Îles Ioniennes|Ionische Inseln
        Dytiki Elláda: Western Greece|West Greece|Grèce occidentale|Westgriechenland
        Sterea Elláda: Central Greece|Grèce centrale|Mittelgriechenland
        Peloponnisos: Peloponnese|Péloponnèse|Peloponnes|Peloponneso
        Voreio Aigaio: North Aegean|Northern Aegean|Égée septentrionale|Nördliche Ägäis
        Notio Aigaio: South Aegean|Southern Aegean|Égée méridionale|Südliche Ägäis""",
    "ES": """Andalucía: Andalusia|Andalousie|Andalusien
        Aragón: Aragonien|Aragona
        Principado de Asturias: Asturias, Principado de|Asturies|Asturien|Principality of Asturias
        Illes Balears: Balearic Islands|Baleares|Balears|Îles Baléares|Balearen|Isole Baleari|
        Islas Baleares|Balears, Illes
        Canarias: Canary Islands|Îles Canaries|Kanarische Inseln|Isole Canarie|Islas Canarias
        Castilla y León: Castile and León|Castille-et-León|Kastilien und León|Castiglia e León
        Castilla-La Mancha: Castile-La Mancha|Castille-La Manche|Kastilien-La Mancha|Castiglia-La Mancia
        Cataluña: Catalonia|Catalogne|Katalonien|Catalogna|Catalunya
        Comunitat Valenciana: Valencian Community|Communauté valencienne|Comunidad Valenciana
        Extremadura: Estrémadure
        Galicia: Galice|Galicien
        Comunidad de Madrid: Madrid, Comunidad de|Community of Madrid|Communauté de Madrid
        Región de Murcia: Murcia, Región de|Region of Murcia|Région de Murcie
        Comunidad Foral de Navarra: Navarra, Comunidad Foral de|Navarre
        País Vasco: Basque Country|Pays basque|Baskenland|Euskadi|Paesi Baschi
        La Rioja: Rioja, La
        Gipuzkoa: Guipúzcoa
        Bizkaia: Vizcaya|Biscay|Biscaye
        A Coruña: La Coruña|Coruña, A|Corunna
        Lleida: Lérida
        Girona: Gerona
        Ourense: Orense""",
    "FI": """Lappi: Lapland|Laponie|Lappland""",
    "FR": """Alsace: Elsass|Alsazia|Alsacia
        Aquitaine: Aquitania|Aquitanien
        Nouvelle-Aquitaine: New Aquitaine|Nuova Aquitania|Nueva Aquitania
        Bourgogne: Burgundy|Burgund|Borgogna|Borgoña
        Bourgogne-Franche-Comté: Burgundy-Franche-Comté|Burgund-Franche-Comté
        Bretagne: Brittany|Bretaña|Bretagna
        Normandie: Normandy|Normandía
        Basse-Normandie: Lower Normandy
        Haute-Normandie: Upper Normandy
        Corse: Corsica|Korsika|Córcega
        Ile-de-France: Paris Region|Région parisienne|Isla de Francia
        Occitanie: Occitania|Okzitanien
        Picardie: Picardy|Picardía
        Lorraine: Lothringen|Lorena
        Provence-Alpes-Côte d’Azur: PACA|Provenza-Alpi-Costa Azzurra|Provenza-Alpes-Costa Azul
        Savoie: Savoy""",
    "HU": """Közép-Magyarország: Central Hungary|Hongrie centrale
        Dunántúl: Transdanubia|Transdanubie
        Észak-Magyarország: Northern Hungary|Hongrie septentrionale""",
    "IT": """Piemonte: Piedmont|Piémont|Piamonte|Piemont
        Valle d’Aosta/Vallée d’Aoste: Aosta Valley|Aostatal|Valle de Aosta
        Lombardia: Lombardy|Lombardie|Lombardei|Lombardije
        Veneto: Vénétie|Venetien
        Friuli-Venezia Giulia: Frioul-Vénétie julienne|Friaul-Julisch Venetien|Friuli-Venezia Julia
        Liguria: Ligurie|Ligurien
        Emilia-Romagna: Émilie-Romagne|Emilia-Romaña
        Toscana: Tuscany|Toscane|Toskana
        Umbria: Ombrie|Umbrien
        Marche: The Marches|Marches|Marken|Las Marcas
        Lazio: Latium|Lacio
        Abruzzo: Abruzzes|Abruzzen|Abruzos
        Campania: Campanie|Kampanien
        Puglia: Apulia|Pouilles|Apulien
        Basilicata: Basilicate|Basilikata
        Calabria: Calabre|Kalabrien
        Sicilia: Sicily|Sicile|Sizilien|Sicilië
        Sardegna: Sardinia|Sardaigne|Sardinien|Cerdeña""",
    "NL": """Noord-Holland: North Holland|Hollande-Septentrionale|Nordholland
        Zuid-Holland: South Holland|Hollande-Méridionale|Südholland
        Noord-Brabant: North Brabant|Brabant-Septentrional|Nordbrabant
        Friesland (NL): Fryslân|Frise
        Zeeland: Zélande
        Gelderland: Gueldre""",
    "PL": """Małopolskie: Lesser Poland|Małopolska|Petite-Pologne|Kleinpolen
        Śląskie: Silesia|Silesian|Silésie|Schlesien|Śląsk
        Wielkopolskie: Greater Poland|Wielkopolska|Grande-Pologne|Großpolen
        Zachodniopomorskie: West Pomerania|West Pomeranian|Poméranie-Occidentale|Westpommern
        Lubuskie: Lubusz|Lebus
        Dolnośląskie: Lower Silesia|Lower Silesian|Basse-Silésie|Niederschlesien|Dolny Śląsk
        Kujawsko-pomorskie: Kuyavian-Pomeranian|Kuyavia-Pomerania|Cujavie-Poméranie|Kujawien-Pommern
        Warmińsko-mazurskie: Warmian-Masurian|Warmia-Masuria|Varmie-Mazurie|Ermland-Masuren
        Pomorskie: Pomerania|Pomeranian|Poméranie|Pommern
        Świętokrzyskie: Holy Cross|Sainte-Croix|Heiligkreuz
        Podkarpackie: Subcarpathia|Subcarpathian|Basses-Carpates|Karpatenvorland
        Podlaskie: Podlachia|Podlachie|Podlachien
        MAKROREGION WOJEWÓDZTWO MAZOWIECKIE: Mazowieckie|Masovia|Mazovia|Masovian|Mazovie|Masowien""",
    "PT": """Região Autónoma dos Açores: Azores|Açores|Azoren
        Região Autónoma da Madeira: Madère
        Área Metropolitana de Lisboa: Lisbon Metropolitan Area|Aire métropolitaine de Lisbonne
        Grande Lisboa: Greater Lisbon""",
    "SE": """Skåne län: Skåne|Scania|Scanie|Schonen
        Stockholms län: Stockholm County|Comté de Stockholm
        Västra Götalands län: Västra Götaland|Västra Götaland County""",
    "UK": """SCOTLAND: Écosse|Schottland|Scozia|Escocia|Schotland
        WALES: Pays de Galles|Galles|Gales|Cymru
        Northern Ireland: Irlande du Nord|Nordirland|Irlanda del Nord|Irlanda del Norte""",
}  # fmt: skip
"""Country -> a line a region: its own name, and after the colon the others."""


def other_names() -> Iterator[tuple[str, str, str]]:
    """Country, the region's own name, and one of its other names."""
    for country, table in NAMES.items():
        for line in table.replace("|\n", "|").splitlines():
            own, _, others = line.strip().partition(": ")
            for other in others.split("|"):
                yield country, own, other.strip()
