import { expect, test } from 'vitest'
import { csvLine } from '#lib/csv.ts'

test('D9: cells that a spreadsheet would calculate become text', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =cmd|calc!A0', '\r\n=1', '＝1']
  for (const text of formulas) expect(csvLine([text])).toBe(`"'${text}"\r\n`)
  expect(csvLine(['Harbor = Pine', '1-2'])).toBe('"Harbor = Pine","1-2"\r\n')
})

test('quotes, commas and lines stay in their cell; null is an empty one', () => {
  expect(csvLine(['O’Brien & "Sons"', 'a,b', 'one\ntwo', null, ''])).toBe(
    '"O’Brien & ""Sons""","a,b","one\ntwo",,""\r\n',
  )
})
