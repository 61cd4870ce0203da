"""What people of the demo write to each other. {contact} and {client} are filled in."""

FROM_THE_OFFICE = (
    "{contact} at {client} called again, please let them know an hour before you come.",
    "Parking is behind the building, the front desk has the key for the technical room.",
    "They are open from 8:30. If nobody answers the bell, call {contact}.",
    "The material is packed and stands on the shelf by the door, box with the order number.",
    "Please take a photo before you change anything, {client} wants it for their files.",
    "{contact} asks whether it can be done before noon. I said we would try.",
)

FROM_THE_SUPERVISOR = (
    "Approved. Please stay within the planned hours, otherwise write here first.",
    "Fine with me. Check the serial numbers, we had a mix-up at {client} last time.",
    "Good plan. Who takes the spare parts along?",
)

BEFORE_THE_VISIT = (
    "Seen, I have it in my calendar.",
    "I will be there tomorrow at nine. Does {contact} know?",
    "I can take this one together with the other visit in that area.",
)

BEFORE_WORK_BY_HAND = (
    *BEFORE_THE_VISIT,
    "Do we have the access data for their router? It was changed last spring.",
    "Picked up the material. One box was open, but all parts are in it.",
)

ON_SITE = (
    "I am there. {contact} showed me around, I begin now.",
    "Access only after lunch, somebody else is using the room. I start with the rest.",
    "This takes longer than planned, there are more questions than expected.",
)

ON_SITE_BY_HAND = (
    "I am there. It looks different from the description.",
    "Found it: two cables were swapped and one is broken.",
    "Everything is running again, I will watch it for half an hour.",
    "Access only after lunch, somebody else is working in the room. I start with the rest.",
    "The old part is in the car, {contact} does not want to keep it.",
    "This takes longer than planned: the labels do not match.",
)

HALF_DONE = "Half of it is done. I come back for the rest."

WITH_A_PHOTO = (
    "This is how I found it.",
    "Before and after are hard to tell apart on the phone, so here is after.",
    "This is the one that made the trouble.",
    "For the file: this is how it looks now.",
)

AFTERWARDS = (
    "{contact} is happy and says thank you.",
    "Thanks. I send the statement to {contact} this afternoon.",
    "Good work, that was quick.",
)

NOTES = (
    "Checked together with {contact}.",
    "Took longer because the room was locked until ten.",
    "",
    "",
)

NOTES_BY_HAND = (
    *NOTES,
    "Tested together with {contact}.",
    "Works; the old parts were taken along for recycling.",
)

REJECTIONS = (
    "{client} has a contract with another provider for this. Please clarify first.",
    "The same work is already planned in another order.",
    "The budget is not approved by {client} yet. Create it again when it is.",
)

CANCELLATIONS = (
    "{contact} cancelled: they solved it themselves in the meantime.",
    "{client} postpones the work to next year.",
    "The device was replaced under warranty by its maker.",
)

STORY_THEN = "ACME asks us to wait: the office is closed until the painters are gone. I keep the order open."
STORY_NOW = "The office opens again. Ana Rivera expects Diego, the router hangs in the corridor behind the copier."
