"""What clients ask for: names, descriptions and plans of the demo's orders."""

from typing import NamedTuple


class Job(NamedTuple):
    """`products`: code and quantity; `minutes`: planned work of each of the crew; `client`: whom alone it fits."""

    order_type: str
    name: str
    description: str
    products: tuple[tuple[str, int], ...]
    minutes: tuple[int, ...]
    client: str = ""


THE_STORY = Job(
    "computer-repair",
    "Fix network",
    "Office computers cannot connect to the internet. A router is suspected; whether it must be replaced"
    " shows on site. The office is being refurbished: visit on the day it opens again.",
    (("router-diagnosis", 1), ("patch-cable", 4)),
    (120,),
)
"""The worked example, ready to be replayed from its confirmation on."""

JOBS = (
    Job("computer-repair", "Till screen replacement",
        "The touch screen of till 2 reacts only at its upper half. Replace it outside opening hours.",
        (("touch-screen", 1), ("pos-setup", 1)), (90,), "riverside-cafe"),
    Job("consulting", "Guest Wi-Fi audit",
        "Guests complain about slow Wi-Fi in the evening. Measure every floor and propose improvements.",
        (("network-survey", 3), ("travel", 1)), (240,), "blue-finch"),
    Job("maintenance", "Printer fleet check",
        "Half-yearly service of the six office printers: clean, replace worn rollers, read the counters.",
        (("printer-service", 6), ("printer-roller", 4)), (150,)),
    Job("computer-repair", "NAS disk swap",
        "The NAS reports a failing disk in bay 3. Swap it and watch the rebuild until it is healthy.",
        (("nas-disk-4tb", 2), ("backup-check", 1)), (120,)),
    Job("network-installation", "Backup server migration",
        "Move the backup server to the new rack, connect it at 10 Gbit/s and prove a restore.",
        (("sfp-module", 2), ("fibre-patch", 2), ("backup-check", 1), ("rack-shelf", 1)), (300, 120)),
    Job("consulting", "Barcode scanner set-up",
        "Four new cordless scanners at the goods-in desk. Pair them and set the label format.",
        (("barcode-scanner", 4), ("label-roll", 6)), (120,), "vega"),
    Job("network-installation", "Server room rewiring",
        "Replace the grown cabling of the server room: new patch panels, labelled cables, test protocol.",
        (("patch-panel", 3), ("patch-cable-1m", 60), ("cable-ties", 4), ("cabling-test", 60)), (960, 960)),
    Job("computer-repair", "UPS battery replacement",
        "Both UPS units beep since Monday. Replace the batteries without switching the servers off.",
        (("ups-battery", 4),), (60,)),
    Job("network-installation", "Replace access points, floor 3",
        "Six old access points on floor 3 drop video calls. Replace them and check the coverage.",
        (("access-point", 6), ("patch-cable", 6), ("network-survey", 1)), (360, 240), "blue-finch"),
    Job("computer-repair", "Reception PC does not boot",
        "The PC at reception stays black after the thunderstorm. Save the appointment data first.",
        (("pc-diagnosis", 1), ("power-supply", 1)), (90,), "harbor-dental"),
    Job("consulting", "Interactive board calibration",
        "The boards in rooms 4 and 7 write beside the pen. Calibrate them and show two teachers how.",
        (("it-consulting", 1),), (120,), "orchard"),
    Job("training", "Phishing awareness workshop",
        "Two sessions of 90 minutes for the whole team, with examples from their own mailboxes.",
        (("security-workshop", 2), ("travel", 1)), (240,)),
    Job("computer-repair", "Laptop with malware",
        "The laptop of the accounts department opens strange pages. Isolate it, clean it, change passwords.",
        (("virus-removal", 1), ("ssd-1tb", 1), ("data-transfer", 1)), (180,)),
    Job("network-installation", "Network for the new meeting room",
        "Two double outlets, one access point and a switch under the table.",
        (("wall-outlet", 2), ("cable-cat7", 45), ("cable-duct", 12), ("access-point", 1), ("switch-8", 1)),
        (240, 240)),
    Job("maintenance", "Quarterly server update",
        "Updates of both servers in the maintenance window, with a snapshot before and a check after.",
        (("server-update", 2), ("backup-check", 1)), (180,)),
    Job("consulting", "Firewall rules review",
        "Review the rules after the change of provider and close what nobody needs any more.",
        (("firewall-review", 1),), (180,)),
    Job("computer-repair", "Slow workstations in design",
        "Four workstations swap to disk with large files. Add memory and faster disks, keep the data.",
        (("ram-32gb", 4), ("nvme-1tb", 4), ("data-transfer", 4)), (300,), "lumen"),
    Job("network-installation", "Camera network separation",
        "Move the cameras to a network of their own, with power over the cable.",
        (("switch-24", 1), ("switch-setup", 1), ("patch-cable", 12)), (240,)),
    Job("maintenance", "Backup restore test",
        "Yearly restore test of mail and files, with a written result for the auditor.",
        (("backup-check", 2), ("travel", 1)), (120,)),
    Job("consulting", "Move mailboxes to the new provider",
        "Eighteen mailboxes and two shared calendars; switch over at the weekend, help on Monday morning.",
        (("mail-migration", 18), ("it-consulting", 1)), (420,)),
    Job("computer-repair", "Label printer prints blank",
        "The label printer at the counter feeds but prints nothing. Bring a roller and labels.",
        (("printer-service", 1), ("printer-roller", 1), ("label-roll", 2)), (60,), "sunrise"),
    Job("network-installation", "Wi-Fi in the warehouse",
        "Scanners lose the network between rows 8 and 14. Two more access points, cables in the duct.",
        (("access-point", 2), ("cable-cat7", 80), ("keystone", 4), ("cabling-test", 2)), (360, 360), "vega"),
    Job("computer-repair", "Workplaces for two new colleagues",
        "Set up two workplaces with docking stations and two screens each before Monday.",
        (("dock", 2), ("monitor-24", 4), ("keyboard-set", 2), ("pc-setup", 2)), (180,)),
    Job("training", "Introduction to the new telephones",
        "One hour for the front desk, half an hour for everybody else.",
        (("headset", 6), ("it-consulting", 1)), (120,), "northgate"),
    Job("maintenance", "Clean and check the rack",
        "Dust filters, fans, battery runtime, labels; photos before and after.",
        (("cable-ties", 2), ("surge-strip", 1)), (150,)),
    Job("consulting", "Plan for the branch office",
        "Eight workplaces, one printer, secure access to the head office: needs, plan, budget.",
        (("it-consulting", 2), ("travel", 1)), (360,), "bellweather"),
    Job("computer-repair", "Data recovery from an external disk",
        "The disk with the photo archive clicks. First analysis, then decide with the client.",
        (("data-recovery", 1),), (60,)),
    Job("network-installation", "Fibre link between the buildings",
        "Connect the two switches over the existing fibre; the old link stays as a reserve.",
        (("sfp-module", 4), ("fibre-patch", 4), ("switch-setup", 2)), (240,)),
    Job("maintenance", "Replace the noisy fans",
        "Three desktop computers in the reading room are too loud. New fans and thermal paste.",
        (("cpu-fan", 3), ("thermal-paste", 1)), (120,), "papyrus"),
    Job("computer-repair", "Internet drops every evening",
        "The connection is lost for minutes around closing time. Find out whether line or router.",
        (("router-diagnosis", 1), ("router-setup", 1)), (120,)),
)  # fmt: skip
