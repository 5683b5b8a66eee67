import { describe, expect, it } from 'vitest';
import { readXml } from '../../electron/node/discovery/xml.ts';
import type { XmlElement } from '../../shared/discovery/document.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readXml(bytes(text));

/** The root of a document that must be readable. */
function rootOf(text: string): XmlElement {
  const result = read(text);
  if (!result.ok) throw new Error(`${result.problem}: ${text}`);
  return result.root;
}

describe('an XML document', () => {
  it('is read into elements, attributes and texts', () => {
    const root = rootOf('<?xml version="1.0"?>\n<a version="1.1">\n <b>  one </b>\n <b c=\'2\'/>\n</a>\n');

    expect(root).toEqual({
      name: 'a',
      attributes: new Map([['version', '1.1']]),
      children: [
        { name: 'b', attributes: new Map(), children: [], text: 'one' },
        { name: 'b', attributes: new Map([['c', '2']]), children: [], text: '' },
      ],
      text: '',
    });
  });

  it.each([
    ['comments are no part of it', '<a>99<!-- <b/> -->3</a>', '993'],
    ['processing instructions are no part of it', '<a><?php echo "<b/>" ?>x</a>', 'x'],
    ['CDATA is text', '<a>x<![CDATA[<b>y</b> &amp;]]>z</a>', 'x<b>y</b> &amp;z'],
    ['the five entities of XML are known', '<a>&lt;&gt;&amp;&quot;&apos;</a>', `<>&"'`],
    ['character references are known', '<a>&#72;&#x69;&#x1F600;</a>', 'Hi😀'],
    ['what a reference gives is not read again', '<a>&#38;lt;b&#62;</a>', '&lt;b>'],
    ['text of its children is theirs', '<a>x<b>y</b>z</a>', 'xz'],
    ['line breaks inside stay', '<a> x\r\ny </a>', 'x\ny'],
  ])('has text in which %s', (_, document, text) => {
    const root = rootOf(document);

    expect(root.text).toBe(text);
  });

  it.each([
    ['a prefix is cut off', '<m:a xmlns:m="urn:m"/>', 'a'],
    ['a prefix that nobody declared, too', '<m:a/>', 'a'],
    ['only the local name is left of several', '<x:y:a/>', 'a'],
  ])('has names of which %s', (_, document, name) => {
    const root = rootOf(document);

    expect(root.name).toBe(name);
  });

  it.each([
    ['before it', '<a lang="de" xml:lang="fr"/>'],
    ['after it', '<a xml:lang="fr" lang="de"/>'],
  ])("has its own attributes, not somebody else's of the same name %s", (_, document) => {
    const root = rootOf(document);

    expect([...root.attributes]).toEqual([['lang', 'de']]);
  });

  it('has attributes with a prefix where there is no other of that name, and no declarations of namespaces', () => {
    const root = rootOf('<a xmlns="urn:a" xmlns:type="urn:t" xml:lang="fr"/>');

    expect([...root.attributes]).toEqual([['lang', 'fr']]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])(
    'may call its elements and attributes %s',
    (name) => {
      const root = rootOf(`<${name} ${name}="1"><${name}>x</${name}></${name}>`);

      expect(root.name).toBe(name);
      expect([...root.attributes]).toEqual([[name, '1']]);
      expect(root.children).toEqual([{ name, attributes: new Map(), children: [], text: 'x' }]);
      expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
    },
  );
});

describe('a document that is not well-formed', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n '],
    ['text', 'mail.example.org'],
    ['JSON', '{"protocols":{}}'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['CDATA after the root', '<a/><![CDATA[x]]>'],
    ['an end tag only', '</a>'],
    ['a wrong end tag', '<a><b></a></b>'],
    ['no end tag', '<a><b>'],
    ['half a tag', '<a><b'],
    ['half an attribute', '<a b="'],
    ['half a comment', '<a><!-- x</a>'],
    ['half a CDATA section', '<a><![CDATA[x</a>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['attributes without a space between them', '<a b="1"c="2"/>'],
    ['a tag in an attribute', '<a b="<c>"/>'],
    ['an ampersand', '<a>Rock & Roll</a>'],
    ['an entity of HTML', '<a>&nbsp;</a>'],
    ['an entity of HTML in an attribute', '<a b="&nbsp;"/>'],
    ['an entity that every JavaScript object has', '<a>&constructor;&__proto__;</a>'],
    ['an entity in capitals', '<a>&AMP;</a>'],
    ['a parameter entity', '<a>%b;&b;</a>'],
    ['a reference to U+0000', '<a>&#0;</a>'],
    ['a reference to a control character', '<a>&#27;</a>'],
    ['a reference to a control character that XML 1.1 has', '<?xml version="1.1"?><a>&#27;</a>'],
    ['a reference to a surrogate', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a reference that is no number', '<a>&#12x;</a>'],
    ['a control character', '<a>\u001b[2J</a>'],
    ['U+0000', '<a>\0</a>'],
    ['the end of CDATA in text', '<a>]]></a>'],
    ['two hyphens in a comment', '<a><!-- -- --></a>'],
    ['a declaration after white space', ' <?xml version="1.0"?><a/>'],
    ['two declarations', '<?xml version="1.0"?><?xml version="1.0"?><a/>'],
    ['a declaration without a version', '<?xml encoding="UTF-8"?><a/>'],
    ['an entity declaration without a DOCTYPE', '<a><!ENTITY b "c"></a>'],
    ['a DOCTYPE after the root', '<a/><!DOCTYPE a>'],
    ['a DOCTYPE in lower case', '<!doctype a><a/>'],
    ['half a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">'],
  ])('is called malformed: %s', (_, document) => {
    expect(read(document)).toEqual({ ok: false, problem: 'malformed' });
  });
});

describe('a document with a DOCTYPE', () => {
  it.each([
    ['that says nothing', '<!DOCTYPE a><a/>'],
    ['with an entity', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['with an entity that is a file', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['with an entity on the web', '<!DOCTYPE a [<!ENTITY b SYSTEM "http://169.254.169.254/">]><a>&b;</a>'],
    ['with a parameter entity', '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://[::1]/"> %b;]><a/>'],
    ['with an outer subset', '<!DOCTYPE a SYSTEM "http://attacker.example/a.dtd"><a/>'],
    ['with default attributes', '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>'],
    ['after a comment', '<!-- x --><!DOCTYPE a><a/>'],
    ['before what is not well-formed', '<!DOCTYPE a><a><b></a>'],
  ])('is refused for that: %s', (_, document) => {
    expect(read(document)).toEqual({ ok: false, problem: 'entities' });
  });

  it('is fine where the DOCTYPE is in a comment or in CDATA', () => {
    const root = rootOf('<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>');

    expect(root.text).toBe('<!DOCTYPE a>');
  });

  it.each([
    ['by its usual prefix', '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="b"/></a>'],
    ['by another prefix', '<a xmlns:b="http://www.w3.org/2001/XInclude"><b:include href="b"/></a>'],
    ['without a prefix', '<a><include xmlns="http://www.w3.org/2001/XInclude" href="b"/></a>'],
    ['by references', '<a xmlns:b="http&#58;//www.w3.org/2001/XInclude"/>'],
  ])('is refused like one that wants to include others: %s', (_, document) => {
    expect(read(document)).toEqual({ ok: false, problem: 'entities' });
  });
});

describe('a web page', () => {
  it.each([
    ['of today', '<!doctype html>\n<html lang="en"><title>Welcome</title><br></html>'],
    ['in capitals', '\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<HTML></HTML>'],
    ['that is XML', '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['without a DOCTYPE', '<html><head><meta charset=utf-8></head></html>'],
    ['after comments', '<!-- a -- b --> <!-- c -->\n<!DOCTYPE html><html></html>'],
  ])('is called another document: one %s', (_, page) => {
    expect(read(page)).toEqual({ ok: false, problem: 'other-document' });
  });

  it.each([
    ['<htmlConfig/>', 'htmlConfig'],
    ['<!-- <html> --><a/>', 'a'],
  ])('is not what only begins a little like one: %s', (document, name) => {
    const root = rootOf(document);

    expect(root.name).toBe(name);
  });
});
