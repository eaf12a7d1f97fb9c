import { expect, test } from 'vitest'
import { changeRoles, firstRoles } from '#lib/applications/roles.ts'

const createdAt = new Date('2026-01-01T00:00:00Z')
const later = new Date('2026-06-01T00:00:00Z')
const latest = new Date('2026-11-01T00:00:00Z')
const first = firstRoles(['Pricing', 'Product Listing'], createdAt)

test('roles that an application begins with were not added later', () => {
  expect(first.roleAddedAt).toBeNull()
  expect(changeRoles(first.roles, ['Pricing'], createdAt, later)).toEqual({
    roles: [{ name: 'Pricing', addedAt: createdAt.toISOString() }],
    roleAddedAt: null,
  })
})

test('a role that is added marks the time, and the others keep theirs', () => {
  const { roles, roleAddedAt } = changeRoles(first.roles, ['Pricing', 'Finance'], createdAt, later)
  expect(roles).toEqual([
    { name: 'Pricing', addedAt: createdAt.toISOString() },
    { name: 'Finance', addedAt: later.toISOString() },
  ])
  expect(roleAddedAt).toEqual(later)
})

test('taking a role away leaves the newest of those that stay', () => {
  const two = changeRoles(first.roles, ['Pricing', 'Finance'], createdAt, later)
  const three = changeRoles(two.roles, ['Pricing', 'Finance', 'Tax'], createdAt, latest)
  expect(three.roleAddedAt).toEqual(latest)
  expect(changeRoles(three.roles, ['Pricing', 'Finance'], createdAt, latest).roleAddedAt).toEqual(later)
  expect(changeRoles(three.roles, ['Pricing'], createdAt, latest).roleAddedAt).toBeNull()
})

test('a role that was taken away and comes back was added when it came back', () => {
  const without = changeRoles(first.roles, ['Pricing'], createdAt, later)
  expect(changeRoles(without.roles, ['Pricing', 'Product Listing'], createdAt, latest).roleAddedAt).toEqual(
    latest,
  )
})
