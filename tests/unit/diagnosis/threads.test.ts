import { expect, test } from 'vitest'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { readThreads } from './threads.ts'

test.each(readThreads)('$link is $id', ({ id, paste }) => {
  expect(diagnose(readPaste(paste).signs)[0]?.id).toBe(id)
})
