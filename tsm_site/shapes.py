"""The shapes of states: our own, 16 by 16, one outline each, so that they differ in grey print too.

Presentation attributes only, as a sheet of the page does not reach into a sprite. Custom properties do: `--glyph-cut`
is the ground that a cut shows.
"""

LINE = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
CUT = (
    'fill="none" stroke="var(--glyph-cut, var(--tsm-bg))" stroke-width="1.75" stroke-linecap="round"'
    ' stroke-linejoin="round"'
)
RING = f'<circle {LINE} cx="8" cy="8" r="6.1"/>'
DASHED = f'<circle {LINE} cx="8" cy="8" r="6.1" stroke-dasharray="2.2 2.590"/>'
DISC = '<circle cx="8" cy="8" r="7"/>'

SHAPES = {
    "check": f'{DISC}<path {CUT} d="M4.8 8.3l2.2 2.2 4.2-4.6"/>',
    "clock": f'{RING}<path {LINE} d="M8 4.6V8l2.3 1.6"/>',
    "cross": f'{DISC}<path {CUT} d="M5.5 5.5l5 5m0-5l-5 5"/>',
    "dot": '<circle cx="8" cy="8" r="5"/>',
    "drain": f'<path {LINE} d="M8 1.5v8M4.6 6.4L8 9.8l3.4-3.4M2 14h12"/>',
    "gone": f'<path {LINE} d="M2.5 8h11"/>',
    "half": f'{RING}<path d="M8 2a6 6 0 0 0 0 12z"/>',
    "hand": f'<path d="M8 .3L15.7 8 8 15.7.3 8z"/><path {CUT} d="M8 4.8v3.6M8 11v.1"/>',
    "info": f'{DISC}<path {CUT} d="M8 7.6v3.6M8 4.8v.1"/>',
    "key": f'<circle {LINE} cx="5.2" cy="10.8" r="3.3"/><path {LINE} d="M7.6 8.4L14 2m-2.6 2.6l2 2"/>',
    "lock": (
        f'<path {LINE} d="M4.7 7V4.9a3.3 3.3 0 0 1 6.6 0V7"/><rect x="2.5" y="6.8" width="11" height="8.2" rx="1.8"/>'
        f'<path {CUT} d="M8 10.2v1.6"/>'
    ),
    "mark": '<path d="M1 2h14v3.2H9.8V14H6.2V5.2H1z"/>',
    "new": f'<path {LINE} d="M8 2.5v11M2.5 8h11"/>',
    "off": RING,
    "over": (
        f'<path {LINE} d="M2 10.5V3.2A1.2 1.2 0 0 1 3.2 2h7.3"/><rect x="5" y="5" width="9.5" height="9.5" rx="1.5"/>'
    ),
    "pause": f'<rect x="1.5" y="1.5" width="13" height="13" rx="2.5"/><path {CUT} d="M6 5.2v5.6M10 5.2v5.6"/>',
    "query": (
        f'<path {LINE} d="M8 1.2L14.8 8 8 14.8 1.2 8z"/>'
        f'<path {LINE} d="M6.5 6.6c.1-1.9 3.1-1.8 3 .1-.1 1-1.5 1.2-1.5 2.1"/><circle cx="8" cy="10.9" r="1"/>'
    ),
    "ring": DASHED,
    "run": (f'<circle {LINE} cx="8" cy="8" r="6.1" opacity=".3"/><path {LINE} d="M8 1.9a6.1 6.1 0 0 1 6.1 6.1"/>'),
    "shield": (
        f'<path d="M8 .8l6 2v4.7c0 3.6-2.5 6.3-6 7.7-3.5-1.4-6-4.1-6-7.7V2.8z"/><path {CUT} d="M8 4.5v4M8 11v.1"/>'
    ),
    "slash": f'{RING}<path {LINE} d="M3.8 12.2l8.4-8.4"/>',
    "stop": f'<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/><path {CUT} d="M4.7 8h6.6"/>',
    "stopping": f'{DASHED}<path d="M5.5 5.5h5v5h-5z"/>',
    "undo": f'<path {LINE} d="M2.2 6.5h7.3a4 4 0 0 1 0 8H6M5.4 3L2 6.5 5.4 10"/>',
    "warn": f'<path d="M8 1.2L15.5 14.5H.5z"/><path {CUT} d="M8 6.2v3.4M8 12.1v.1"/>',
}
