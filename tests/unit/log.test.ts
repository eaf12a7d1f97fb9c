import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const output = execFileSync(process.execPath, [join(import.meta.dirname, 'fixtures/write-log.ts')], {
  encoding: 'utf8',
})
const lines = output.trimEnd().split('\n')
const entries = lines.map((line) => JSON.parse(line))
const entry = (message: string) => entries.find(({ msg }) => msg === message)

test('every line is one JSON object with its level, time and process', () => {
  expect(lines).toHaveLength(16)
  for (const line of entries) {
    expect(line).toMatchObject({
      level: expect.stringMatching(/^(info|warn|error)$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      process: 'test',
    })
  }
})

test('G1: no log line shows a secret: the finished line is masked', () => {
  expect(output).not.toMatch(/Canary|Atzr\|/)
  expect(entry('message with [secret]')).toBeDefined()
  expect(entry('address').url).toBe('/sp-api/auth?spapi_oauth_code=[secret]&state=[secret]')
  expect(entry('secret of its type')).toMatchObject({ secret: '[secret]', nested: { token: '[secret]' } })
  expect(entry('child').note).toBe('[secret]')
})

describe('G2: an error is logged', () => {
  test.each(['error of an HTTP client', 'bare error'])(
    'with name, message, code and causes only: %s',
    (message) => {
      const { error, err } = entry(message)
      expect(Object.keys(error ?? err)).toEqual(['name', 'message', 'code', 'stack', 'cause'])
      expect(error ?? err).toMatchObject({
        name: 'TypeError',
        message: 'fetch failed for /auth/o2/token?code=[secret]',
        code: 'ECONNRESET',
        cause: { name: 'Error', message: 'sent [secret]' },
      })
    },
  )

  test('also when it is a copy, which is of no class', () => {
    const { error } = entry('copied error')
    expect(Object.keys(error)).toEqual(['message', 'code', 'stack', 'cause'])
    expect(error.message).toBe('fetch failed for /auth/o2/token?code=[secret]')
  })

  test('also when its causes form a circle', () => {
    expect(entry('circle').error).toMatchObject({ message: 'round', cause: { message: 'and round' } })
  })

  test('of a query without the values of the statement', () => {
    const { message, stack, cause } = entry('failed query').error
    expect(message).toBe('Failed query: insert into "person" values ($1)')
    expect(stack).toMatch(/Failed query: insert into "person" values \(\$1\)\n +at /)
    expect(cause).toMatchObject({ message: 'down' })
  })

  test('without values that aren’t errors, and without codes that aren’t words', () => {
    expect(entry('thrown object').error).toBe('[object Object]')
    expect(entry('thrown secret').error).toBe('[secret]')
    expect(entry('odd code').error).not.toHaveProperty('code')
  })
})

test('G3: line breaks and escape codes are encoded, so that no line can be forged', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the point
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  expect(entries.filter(({ msg, forged }) => msg === 'forged' || forged !== undefined)).toEqual([])
  expect(entries.some(({ msg }) => String(msg).startsWith('first\r\n{') && msg.endsWith('\u009b31m'))).toBe(
    true,
  )
})
