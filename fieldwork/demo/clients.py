"""The clients of the demo company. Streets and numbers are invented; 555-01xx is kept free for examples."""

from typing import NamedTuple

from fieldwork.collation.folded_text import folded


class Served(NamedTuple):
    """A client; `phone` is the last four figures."""

    code: str
    name: str
    contact: str
    address: str
    phone: str

    @property
    def email(self) -> str:
        """firstname.lastname@code.example"""
        first, *_, last = folded(self.contact).split()
        return f"{first}.{last}@{self.code}.example"


CLIENTS = (
    Served("acme", "ACME", "Ana Rivera", "1960 Broadway, 2nd floor\nLake Buena Vista, Florida 32830", "0110"),
    Served("harbor-dental", "Harbor Dental", "Grace Whitfield", "318 Harbor Street\nSanford, Florida 32771", "0112"),
    Served("blue-finch", "Blue Finch Hotel", "Martin Oyelaran", "77 Lakeview Drive\nOrlando, Florida 32801", "0115"),
    Served("orchard", "Orchard Primary School", "Helen Sato", "12 Orchard Lane\nLongwood, Florida 32750", "0118"),
    Served("marlow", "Marlow & Sons", "Peter Marlow", "2040 Commerce Way, Unit 6\nApopka, Florida 32703", "0121"),
    Served("vega", "Vega Logistics", "Lucía Vega", "9500 Airport Boulevard, Hall C\nOrlando, Florida 32827", "0124"),
    Served("cedar-clinic", "Cedar Clinic", "Samuel Brandt", "405 Cedar Avenue\nKissimmee, Florida 34741", "0127"),
    Served("lumen", "Lumen Studio", "Chloé Martin", "Loft 3, 86 Foundry Street\nOrlando, Florida 32804", "0130"),
    Served("riverside-cafe", "Riverside Café", "Joseph Lindqvist", "1 River Walk\nDeLand, Florida 32720", "0133"),
    Served("northgate", "Northgate Legal", "Ruth Abramson", "550 Court Street\nOrlando, Florida 32801", "0136"),
    Served("sunrise", "Sunrise Pharmacy", "Imran Qureshi", "2211 Sunrise Plaza\nOcoee, Florida 34761", "0139"),
    Served("bellweather", "Bellweather Insurance", "Dana Kowalski", "300 Summit Park\nMaitland, Florida 32751", "0142"),
    Served("atlas-gym", "Atlas Gym", "Leon Baptiste", "640 Stadium Road\nOrlando, Florida 32805", "0145"),
    Served("papyrus", "Papyrus Books", "Miriam Castellano", "23 Park Avenue North\nWinter Park, Florida 32789", "0148"),
)  # fmt: skip
