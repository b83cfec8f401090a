import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'

/** Marks of footnotes as generators, editors and plugins write them. */
const MARKS = [
  '<sup><a href="#fn1">1</a></sup>',
  '<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>',
  '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
  '<a role="doc-noteref" href="https://a.example/post/#n-3">3</a>',
  '<sup class="footnote-ref"><a href="#fn12" id="fnref12">[12]</a></sup>',
  '<sup class="footnote-ref"><a href="#fn1">[1:2]</a></sup>',
  '<sup><a id="user-content-fnref-1" href="#user-content-fn-1" data-footnote-ref aria-describedby="footnote-label">1</a></sup>',
  '<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1" title="View footnote.">1</a>]</sup>',
  '<sup data-fn="ab" class="fn"><a href="#ab" id="ab-link">1</a></sup>',
  '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span>[</span>note 1<span>]</span></a></sup>',
  '<a href="#_ftn1" name="_ftnref1">[1]</a>',
  '<a href="#2">[2]</a>',
  "<span class='easy-footnote'><a href='#easy-footnote-bottom-1-5' title='Smith, page 12'><sup>1</sup></a></span>",
  '<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)" role="button">1</a></sup>',
  '<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" href="#footnote-1">1</a>',
  '<sup><a id="fnr.1" class="footref" href="#fn.1" role="doc-backlink">1</a></sup>',
  '<button class="littlefoot__button" aria-label="See Footnote 1">1<svg><g></g></svg></button>',
  '<sup class="bigfoot"><button class="bigfoot-footnote__button">&#8226;</button>*</sup>',
  '<sup>[3]</sup>',
  '<sup><a href="#star">*</a></sup>',
  '<sup><a href="#note-a">a</a>, <a href="#note-b">b</a></sup>',
  '<sup><a href="#fniv">iv</a></sup>',
]

test('the mark of a footnote is no part of the word before it', () => {
  for (const mark of MARKS) {
    assert.equal(
      toPlainText(`<p>Kept in Thrace${mark} since then</p>`, 'html'),
      'Kept in Thrace since then',
      mark,
    )
  }
})

test('raised and lowered signs that are no marks stay as they are written', () => {
  for (const [html, text] of [
    ['10<sup>2</sup> m<sup>2</sup> E=mc<sup>2</sup>', '102 m2 E=mc2'],
    ['the 1<sup>st</sup> Lamp<sup>TM</sup>', 'the 1st LampTM'],
    ['H<sub>2</sub>O and x<sub>i</sub>', 'H2O and xi'],
    ['<a href="#top">I</a> and <a href="/notes/2">2</a> <a href="#part-2">2</a>', 'I and 2 2'],
    [
      '<a class="fn url" href="#ann">Ann</a> wrote <a href="#fn">all of the notes</a>',
      'Ann wrote all of the notes',
    ],
    ['see <a href="/a">one<p>two</a> three<sup>rd</sup>', 'see one\ntwo threerd'],
  ] as const) {
    assert.equal(toPlainText(html, 'html'), text)
  }
})

test('a number that may be a mark, and a note in a sentence, stand apart from the word before', () => {
  for (const [html, text] of [
    ['Thrace<sup>1</sup> since', 'Thrace 1 since'],
    ['Thrace<sup>1, 2</sup>', 'Thrace 1, 2'],
    ['Thrace<sup><a href="#fn-lamp">see the lamp</a></sup>', 'Thrace see the lamp'],
    [
      'Thrace<label class="sidenote-number"></label><span class="sidenote">Or so.</span> since',
      'Thrace Or so. since',
    ],
  ] as const) {
    assert.equal(toPlainText(html, 'html'), text)
  }
})

test('notes keep their texts, but not the links back', () => {
  for (const back of [
    '<a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a>',
    '<a href="#fnref1" class="footnote-backref">↩︎</a>',
    '<a href="#user-content-fnref-1" data-footnote-backref aria-label="Back to reference 1">↩<sup>2</sup></a>',
    '<a class="footnote-backref" href="#ref">Back to the text</a>',
    '<a href="#cite_ref-1">^</a>',
    '<a href="#up">&uarr;</a>',
    '<a href="#ab-link" aria-label="Jump to footnote reference 1">↩︎</a>',
  ]) {
    assert.equal(toPlainText(`<ol><li>Smith, page 12. ${back}</li></ol>`, 'html'), 'Smith, page 12.', back)
  }
  assert.equal(toPlainText('<p><a href="#_ftnref1">[1]</a> Smith.</p>', 'html'), 'Smith.')
})

test('a link of a heading to itself is no text', () => {
  assert.equal(
    toPlainText('<h2>On lamps<a href="#on-lamps">#</a></h2><h2>Oil <a href="#oil">¶</a></h2>', 'html'),
    'On lamps\nOil',
  )
})
