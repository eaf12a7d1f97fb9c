import { expect, test } from 'vitest'
import { typedOf } from '#components/applications/typed.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'

const stored = { name: 'Repricer', logInUri: '', seller: 'yes', seenAt: '2' }
const refused = (values: FormState['values'], field: string | null = null): FormState => ({
  values,
  problem: { title: 'Not right', next: 'Change it.', field },
})

test('a form shows what is stored until something is typed, and then that', () => {
  const fresh = typedOf(emptyForm, stored)
  expect([fresh.value('name'), fresh.isTicked('seller'), fresh.isTicked('vendor')]).toEqual([
    'Repricer',
    true,
    false,
  ])
  const typed = typedOf(refused({ ...stored, name: '', seller: '' }, 'name'), stored)
  expect([typed.value('name'), typed.isTicked('seller')]).toEqual(['', false])
  expect([typed.error('name'), typed.error('logInUri')]).toEqual(['Not right. Change it.', null])
})

test('where somebody else was first, each field that differs says what is stored now', () => {
  const { error } = typedOf(
    refused({ ...stored, name: 'Mine', logInUri: 'https://x.example/', seenAt: '1' }),
    stored,
  )
  expect([error('name'), error('logInUri'), error('seller')]).toEqual([
    'Stored now: Repricer',
    'Stored now: nothing',
    null,
  ])
})
