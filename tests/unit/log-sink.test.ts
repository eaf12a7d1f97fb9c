import { expect, test } from 'vitest'
import { createLogSink } from '#lib/log-sink.ts'

/** A sink that accepts this many bytes, then fails with a code, until told otherwise. */
function openSink() {
  let written = ''
  let room = Number.POSITIVE_INFINITY
  let code = 'ENOSPC'
  let waits = 0
  const sink = createLogSink(
    (bytes) => {
      if (room === 0) throw Object.assign(new Error('no room'), { code })
      const taken = bytes.subarray(0, room)
      room -= taken.length
      written += taken.toString()
      return taken.length
    },
    () => {
      waits += 1
    },
  )
  return {
    write: sink.write,
    written: () => written,
    waits: () => waits,
    leave: (bytes: number, failure = 'ENOSPC') => {
      room = bytes
      code = failure
    },
  }
}
const parse = (text: string) => text.trimEnd().split('\n')

test('lines are written unchanged', () => {
  const sink = openSink()
  sink.write('{"a":1}\n')
  sink.write('{"b":"ü"}\n')
  expect(sink.written()).toBe('{"a":1}\n{"b":"ü"}\n')
})

test('I6: lines are dropped while nothing can be written, and their number is logged afterwards', () => {
  const sink = openSink()
  sink.write('{"a":1}\n')
  sink.leave(0)
  for (let line = 0; line < 5; line += 1) sink.write('{"lost":1}\n')
  sink.leave(1_000)
  sink.write('{"b":1}\n')
  const [first, report = '', last] = parse(sink.written())
  expect([first, last]).toEqual(['{"a":1}', '{"b":1}'])
  expect(JSON.parse(report)).toMatchObject({ level: 'warn', lost: 5, msg: 'log lines were lost' })
})

test('a partly written line is finished before the next one', () => {
  const sink = openSink()
  sink.leave(4)
  sink.write('{"a":1}\n')
  sink.write('{"b":1}\n')
  sink.leave(1_000)
  sink.write('{"c":1}\n')
  const [first, report = '', last] = parse(sink.written())
  expect([first, last]).toEqual(['{"a":1}', '{"c":1}'])
  expect(JSON.parse(report)).toMatchObject({ lost: 1 })
})

test('a slow reader is waited for, and one that has stopped only once', () => {
  const sink = openSink()
  sink.leave(0, 'EAGAIN')
  sink.write('{"a":1}\n')
  const waited = sink.waits()
  expect(waited).toBeGreaterThan(0)
  for (let line = 0; line < 100; line += 1) sink.write('{"b":1}\n')
  expect(sink.waits()).toBe(waited)
})
