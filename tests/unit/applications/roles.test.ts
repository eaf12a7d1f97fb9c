import { expect, test } from 'vitest'
import { changeRoles, findAddedRoles, firstRoles, type NewRoles } from '#lib/applications/roles.ts'

const createdAt = new Date('2026-01-01T00:00:00Z')
const later = new Date('2026-06-01T00:00:00Z')
const latest = new Date('2026-11-01T00:00:00Z')
const none = firstRoles([], createdAt)
const first = firstRoles(['Pricing', 'Product Listing'], createdAt)
type Roles = typeof first

const change = (present: Roles, names: readonly string[], now: Date, newRoles: NewRoles = 'missing') =>
  changeRoles(present, names, { createdAt, now, newRoles })

test('the roles with which an application is added don’t count as later ones', () => {
  expect(first.roleAddedAt).toBeNull()
  expect(change(first, ['Pricing'], later)).toMatchObject({
    roles: [{ name: 'Pricing', addedAt: createdAt.toISOString() }],
    roleAddedAt: null,
  })
})

test('the first entry of roles is a baseline, however late it comes', () => {
  expect(findAddedRoles(none, ['Pricing', 'Finance'])).toEqual([])
  const entered = change(none, ['Pricing', 'Finance'], later)
  expect(entered).toEqual({
    roles: ['Pricing', 'Finance'].map((name) => ({ name, addedAt: createdAt.toISOString() })),
    roleAddedAt: null,
    rolesEnteredAt: later,
  })
  expect(findAddedRoles(entered, ['Pricing', 'Tax'])).toEqual(['Tax'])
  expect(change(entered, ['Pricing', 'Tax'], latest).roleAddedAt).toEqual(latest)
})

test('an entry after all roles were removed counts as a later one', () => {
  const emptied = change(first, [], later)
  expect(findAddedRoles(emptied, ['Pricing'])).toEqual(['Pricing'])
  expect(change(emptied, ['Pricing'], latest).roleAddedAt).toEqual(latest)
})

test('an added role gets the current time, and the others keep theirs', () => {
  const { roles, roleAddedAt } = change(first, ['Pricing', 'Finance'], later)
  expect(roles).toEqual([
    { name: 'Pricing', addedAt: createdAt.toISOString() },
    { name: 'Finance', addedAt: later.toISOString() },
  ])
  expect(roleAddedAt).toEqual(later)
})

test('a role that sellers have approved already marks nobody', () => {
  const added = change(first, ['Pricing', 'Finance'], later, 'approved')
  expect(added.roleAddedAt).toBeNull()
  expect(added.roles.map(({ name }) => name)).toEqual(['Pricing', 'Finance'])
})

test('removing a role leaves the newest of those that stay', () => {
  const two = change(first, ['Pricing', 'Finance'], later)
  const three = change(two, ['Pricing', 'Finance', 'Tax'], latest)
  expect(three.roleAddedAt).toEqual(latest)
  expect(change(three, ['Pricing', 'Finance'], latest).roleAddedAt).toEqual(later)
  expect(change(three, ['Pricing'], latest).roleAddedAt).toBeNull()
})

test('a role that was removed and added again counts from the second time', () => {
  const without = change(first, ['Pricing'], later)
  expect(change(without, ['Pricing', 'Product Listing'], latest).roleAddedAt).toEqual(latest)
})
