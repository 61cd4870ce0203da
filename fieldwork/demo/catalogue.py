"""What the demo company sells: order types, materials, services and workers. Prices in US cents."""

from typing import NamedTuple


class Item(NamedTuple):
    """A material or a service."""

    code: str
    name: str
    unit: str
    price: int


class Hand(NamedTuple):
    """A worker, with the price per hour; `signs_in` if one of the people has this key."""

    code: str
    name: str
    job_title: str
    price: int
    signs_in: bool


ORDER_TYPES = (
    ("computer-repair", "Computer repair"),
    ("consulting", "Consulting"),
    ("network-installation", "Network installation"),
    ("maintenance", "Maintenance"),
    ("training", "Training"),
)

MATERIALS = (
    Item("patch-cable", "Patch cable Cat 6, 2 m", "piece", 650),
    Item("patch-cable-1m", "Patch cable Cat 6, 1 m", "piece", 420),
    Item("patch-cable-5m", "Patch cable Cat 6, 5 m", "piece", 980),
    Item("router-ax3000", "Wi-Fi 6 router AX3000", "piece", 12900),
    Item("access-point", "Wi-Fi 6 access point, ceiling", "piece", 14800),
    Item("switch-8", "Switch, 8 ports, PoE", "piece", 11900),
    Item("switch-24", "Switch, 24 ports, PoE", "piece", 38900),
    Item("sfp-module", "SFP+ module, 10 Gbit/s", "piece", 4600),
    Item("fibre-patch", "Fibre patch cable LC-LC, 3 m", "piece", 1450),
    Item("cable-cat7", "Installation cable Cat 7", "metre", 112),
    Item("cable-duct", "Cable duct 40 × 25 mm", "metre", 385),
    Item("keystone", "Keystone jack Cat 6A", "piece", 310),
    Item("wall-outlet", "Network outlet, double", "piece", 1290),
    Item("patch-panel", "Patch panel, 24 ports", "piece", 6450),
    Item("cable-ties", "Hook-and-loop ties, 50 pieces", "pack", 790),
    Item("rack-shelf", "Rack shelf, 1 U", "piece", 3400),
    Item("rack-9u", "Wall rack, 9 U", "piece", 17900),
    Item("ups-900", "UPS 900 VA", "piece", 15900),
    Item("ups-battery", "UPS battery 12 V 9 Ah", "piece", 3850),
    Item("surge-strip", "Surge protector, 8 outlets", "piece", 2950),
    Item("ssd-1tb", "SSD 1 TB, SATA", "piece", 8900),
    Item("nvme-1tb", "SSD 1 TB, NVMe", "piece", 9900),
    Item("nas-disk-4tb", "NAS disk 4 TB", "piece", 11200),
    Item("nas-disk-8tb", "NAS disk 8 TB", "piece", 18400),
    Item("ram-16gb", "Memory 16 GB DDR4", "piece", 5200),
    Item("ram-32gb", "Memory 32 GB DDR5", "piece", 10900),
    Item("power-supply", "Power supply 550 W", "piece", 7400),
    Item("cpu-fan", "Processor fan", "piece", 2890),
    Item("thermal-paste", "Thermal paste", "tube", 690),
    Item("monitor-24", "Monitor 24″", "piece", 16900),
    Item("monitor-arm", "Monitor arm", "piece", 4900),
    Item("dock", "Docking station USB-C", "piece", 13900),
    Item("keyboard-set", "Keyboard and mouse, wireless", "set", 4400),
    Item("webcam", "Webcam, Full HD", "piece", 6900),
    Item("headset", "Headset with microphone", "piece", 7900),
    Item("toner-black", "Toner, black", "piece", 8250),
    Item("printer-roller", "Printer pickup roller", "piece", 1950),
    Item("label-roll", "Label roll 62 mm", "roll", 1190),
    Item("barcode-scanner", "Barcode scanner, cordless", "piece", 18900),
    Item("touch-screen", "Touch screen 15″ for tills", "piece", 26900),
)

SERVICES = (
    Item("router-diagnosis", "Router diagnosis", "visit", 6000),
    Item("router-repair", "Router repair", "piece", 8500),
    Item("router-setup", "Router set-up", "piece", 5500),
    Item("network-survey", "Wi-Fi survey", "floor", 14000),
    Item("cabling-test", "Cabling test with protocol", "link", 450),
    Item("switch-setup", "Switch set-up", "piece", 4500),
    Item("firewall-review", "Firewall review", "visit", 18000),
    Item("pc-diagnosis", "Computer diagnosis", "device", 4500),
    Item("pc-setup", "Workplace set-up", "device", 5500),
    Item("data-transfer", "Data transfer", "device", 6500),
    Item("data-recovery", "Data recovery, first analysis", "device", 12000),
    Item("virus-removal", "Malware removal", "device", 9500),
    Item("backup-check", "Backup check with restore test", "system", 8000),
    Item("server-update", "Server update", "system", 9500),
    Item("mail-migration", "Mailbox migration", "mailbox", 2500),
    Item("printer-service", "Printer service", "device", 5000),
    Item("pos-setup", "Till set-up", "device", 7500),
    Item("security-workshop", "Security workshop", "session", 32000),
    Item("it-consulting", "IT consulting, on site", "visit", 16000),
    Item("travel", "Travel, flat", "visit", 3500),
)

WORKERS = (
    Hand("diego", "Diego González", "IT technician", 4500, True),
    Hand("amara", "Amara Okafor", "Systems engineer", 6200, True),
    Hand("priya", "Priya Raman", "Network engineer", 5800, True),
    Hand("tomas", "Tomáš Novák", "Cabling technician", 4000, True),
    Hand("yusuf", "Yusuf Karimi", "IT consultant", 8500, True),
    Hand("sofia", "Sofia Almeida", "IT technician", 4500, False),
    Hand("kwame", "Kwame Boateng", "Cabling technician", 4000, False),
    Hand("ines", "Inès Laurent", "Trainer", 7000, False),
)

SERVICE_CODES = frozenset(item.code for item in SERVICES)


def kind_of(code: str) -> str:
    """ "service" or "material", as forms name it."""
    return "service" if code in SERVICE_CODES else "material"
