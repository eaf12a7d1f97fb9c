import { expect, test } from 'vitest'
import { typedOf } from '#components/applications/typed.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'

const stored = { name: 'Repricer', logInUri: '', seller: 'yes', seenAt: '2' }
const refused = (values: FormState['values'], field: string | null = null): FormState => ({
  values,
  problem: { title: 'Not right', next: 'Change it.', field },
})

test('a form shows stored values until something is typed, and then the typed ones', () => {
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

test('if another person was first, each field that differs shows the stored value', () => {
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
