import { expect, test } from 'vitest'
import { parseCsv } from '#lib/csv.ts'
import { isAppError } from '#lib/errors.ts'
import { parseImportFile } from '#lib/imports/parse-file.ts'

const parse = (text: string | Buffer) => parseImportFile(typeof text === 'string' ? Buffer.from(text) : text)
const refusal = (text: string | Buffer): string => {
  try {
    parse(text)
    return 'none'
  } catch (error) {
    return isAppError(error) ? error.code : String(error)
  }
}

test('reads quoted cells, doubled quotation marks, line breaks within cells, and counts lines as an editor does', () => {
  expect(parseCsv('a,b\r\n"x ""y""\r\nz",2\n\n,\rlast', ',')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x "y"\r\nz', '2'] },
    { line: 5, cells: ['', ''] },
    { line: 6, cells: ['last'] },
  ])
  expect(parseCsv('a,"b', ',')).toBeNull()
  expect(parseCsv('a,', ',')).toEqual([{ line: 1, cells: ['a', ''] }])
  expect(parseCsv('"a"b,c', ',')).toEqual([{ line: 1, cells: ['ab', 'c'] }])
  expect(parseCsv('', ',')).toEqual([])
})

test.each([
  ['commas', 'refresh_token,region\nT,na\n'],
  ['semicolons, CRLF and a byte order mark, as Excel writes them', '\uFEFFrefresh_token;region\r\nT;na\r\n'],
  ['tabs', 'refresh_token\tregion\nT\tna'],
  ['other spellings of the columns', 'Refresh Token,REGION\nT,na\n'],
  ['empty columns and rows at the end', 'refresh_token,region,,\nT,na,,\n,,,\n'],
])('reads CSV with %s', (_, text) => {
  expect(parse(text)).toEqual([{ line: 2, values: { refresh_token: 'T', region: 'na' }, fault: null }])
})

test('reads JSON Lines, tags as an object too, with blank lines in between', () => {
  const text =
    '\uFEFF{"refresh_token":"T","tags":{"a":"1","b":"2"},"reference":null}\r\n\r\n{"external_reference":"7"}'
  expect(parse(text)).toEqual([
    { line: 1, values: { refresh_token: 'T', tags: 'a=1\nb=2', reference: '' }, fault: null },
    { line: 3, values: { reference: '7' }, fault: null },
  ])
})

test('tags of a JSON line may contain semicolons, and those of a row are separated by them', () => {
  const values = (text: string) => parse(text).map((line) => line.values.tags)
  expect(values('{"tags":{"note":"a;b=c","plan":"pro"}}')).toEqual(['note=a;b=c\nplan=pro'])
  expect(values('{"tags":"a=1;b=2"}')).toEqual(['a=1\nb=2'])
  expect(values('refresh_token,tags\nT,a=1;b=2')).toEqual(['a=1\nb=2'])
})

test('reports the fault of each line, and never repeats a value', () => {
  const text = [
    '{',
    '[]',
    '7',
    '{"password":"x"}',
    '{"region":7}',
    '{"tags":{"a":1}}',
    '{"tags":{"a":"1\\nb=2"}}',
    `{"region":"${'x'.repeat(9_000)}"}`,
  ]
  expect(
    parse(['{"region":"na"}', ...text].join('\n')).map(({ line, fault }) => [
      line,
      fault?.code,
      fault?.field,
    ]),
  ).toEqual([
    [1, undefined, undefined],
    [2, 'import_line_unreadable', null],
    [3, 'import_line_unreadable', null],
    [4, 'import_line_unreadable', null],
    [5, 'import_field_unknown', 'password'],
    [6, 'import_line_unreadable', 'region'],
    [7, 'import_line_unreadable', 'tags'],
    [8, 'import_line_unreadable', 'tags'],
    [9, 'import_field_long', 'region'],
  ])
  const secret = `Atzr|${'s'.repeat(100)}`
  expect(JSON.stringify(parse(`{"${secret}":"na"}`))).not.toContain('sss')
})

test('finds a line that was saved in another encoding, and a row with too many cells', () => {
  const latin = Buffer.concat([
    Buffer.from('refresh_token,reference\nT,M'),
    Buffer.from([0xfc]),
    Buffer.from('ller\nT,ok\nT,a,b\n'),
  ])
  expect(parse(latin).map(({ fault }) => fault?.code ?? null)).toEqual([
    ...['import_text_damaged', null, 'import_line_unreadable'],
  ])
})

test.each([
  ['', 'import_empty'],
  ['\n \n', 'import_empty'],
  ['refresh_token,region\n', 'import_empty'],
  [Buffer.from('\uFEFFrefresh_token', 'utf16le'), 'import_encoding_unknown'],
  ['name,region\nx,na', 'import_column_unknown'],
  ['region,application\nna,x', 'import_header_missing'],
  [`Atzr|${'x'.repeat(80)},na\n`, 'import_header_missing'],
  ['refresh_token,refresh-token\nT,T', 'import_column_repeated'],
  ['refresh_token,region\n"T,na\n', 'import_quotes_open'],
  [`refresh_token,region\n${'T,na\n'.repeat(10_001)}`, 'import_too_long'],
])('refuses a file as a whole: %#', (text, code) => {
  expect(refusal(text)).toBe(code)
})
