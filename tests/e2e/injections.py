"""Texts that want to become markup or program, and the eye that sees whether one of them did."""

from playwright.sync_api import BrowserContext, Page

INJECTIONS = (
    "<script>fwRan()</script>",
    '"><img src=x onerror=fwRan()>',
    "'><svg/onload=fwRan()>",
    "<svg><animate onbegin=fwRan() attributeName=x dur=1s>",
    "</script><script>fwRan()</script>",
    "</textarea><script>fwRan()</script>",
    "</title><svg onload=fwRan()>",
    "</template><img src=x onerror=fwRan()>",
    "</style><img src=x onerror=fwRan()><style>",
    "<iframe srcdoc='<script>parent.fwRan()</script>'>",
    "<iframe src=javascript:parent.fwRan()>",
    "<details open ontoggle=fwRan()>",
    "<math><mtext><img src=x onerror=fwRan()></mtext></math>",
    "<a href=javascript:fwRan()>press</a>",
    "<b hx-on:load=fwRan() hx-get=/sign-out hx-trigger=load>b</b>",
    "<b data-controller=form data-keep data-pending=1>b</b>",
    "<style>*{background:url(//elsewhere.example/x)}</style>",
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<base href=//elsewhere.example/>",
    "<form action=//elsewhere.example><button>Sign in</button>",
    "<input autofocus onfocus=fwRan()>",
    "<object data=javascript:fwRan()><embed src=javascript:fwRan()>",
    "--><img src=x onerror=fwRan()><!--",
    "]]><img src=x onerror=fwRan()>",
    "\\u003cimg src=x onerror=fwRan()\\u003e",
    "&lt;img src=x onerror=fwRan()&gt; &#60;svg onload=fwRan()&#62;",
    "%3Cimg%20src%3Dx%20onerror%3DfwRan()%3E",
    "+ADw-script+AD4-fwRan()+ADw-/script+AD4-",
    "<img src=x \u2028onerror=fwRan()>",
    "\uff1cscript\uff1efwRan()\uff1c/script\uff1e",
    "<scr<script>ipt>fwRan()</scr</script>ipt>",
    'https://elsewhere.example/"onmouseover="fwRan()',
    "https://elsewhere.example/'><img/src=x/onerror=fwRan()>",
    "javascript://elsewhere.example/%0afwRan()",
    "data:text/html,<script>fwRan()</script>",
    "@Diego<img src=x onerror=fwRan()> González",
    '" autofocus tabindex=1 onfocus="fwRan()',
    "' onpointerenter='fwRan()' x='",
    "{{ fwRan() }} ${fwRan()} {% debug %} {{ config }}",
    "%(name)s %s {0} {by} \\0 \u202efdp.exe\u202c \u200b\u2066\u2069",
)

_EYE = """
window.fw = { ran: 0, reports: [] };
window.fwRan = () => { window.fw.ran += 1; };
document.addEventListener("securitypolicyviolation", (event) =>
  window.fw.reports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""

_LOOK = """() => {
  const address = /^\\s*(javascript|vbscript|data):/i;
  const wrong = (one, { name, value }) =>
    /^(on|hx-on)/i.test(name) || name === "srcdoc" || name === "style" ||
    (/^(href|action|formaction|data)$/.test(name) && address.test(value)) ||
    (name === "src" && address.test(value) && !value.startsWith("data:image/")) ||
    (/elsewhere\\.example/.test(value) && /^(src|action|content|data|hx-get)$/.test(name)) ||
    (/elsewhere\\.example/.test(value) && name === "href" && one.localName !== "a");
  const made = "base, iframe, object, embed, math, animate, style, meta[http-equiv=refresh], b[data-pending]";
  const found = [...document.querySelectorAll(made)].map((one) => one.outerHTML.slice(0, 120));
  for (const one of document.querySelectorAll("*"))
    for (const attribute of one.attributes)
      if (wrong(one, attribute)) found.push(`${one.localName} ${attribute.name}=${attribute.value.slice(0, 80)}`);
  for (const { src, text, type } of document.scripts)
    if (!src && /fwRan/.test(text) && !/json/.test(type)) found.push(text);
  return { ...window.fw, found };
}"""


def watch(context: BrowserContext) -> None:
    """From now on each page of `context` counts what ran and what its policy reported."""
    context.add_init_script(_EYE)


def seen(page: Page) -> list[str]:
    """What ran, was reported by the content security policy, or became an element or attribute; [] is as it must be."""
    told = page.evaluate(_LOOK)
    ran = [f"ran {told['ran']} times"] if told["ran"] else []
    return [*ran, *told["reports"], *told["found"]]
