import { expect, test } from 'vitest'
import { commandsFor, matches, shortcuts } from '#components/shell/commands.ts'
import { isCurrent, mayOpen, pageGroups } from '#components/shell/pages.ts'
import { operatorRoles } from '#lib/people/operator-role.ts'

const labelsOf = (role: 'viewer' | 'operator' | 'admin') => {
  const { pages, actions } = commandsFor(role)
  return [...pages, ...actions].map(({ label }) => label)
}

test('the menu offers nothing that the role can’t open', () => {
  expect(labelsOf('viewer')).not.toContain('Audit log')
  expect(labelsOf('viewer')).not.toContain('Create a connect link')
  expect(labelsOf('operator')).toContain('Audit log')
  expect(labelsOf('operator')).not.toContain('API keys')
  expect(labelsOf('operator')).not.toContain('Create an API key')
  expect(labelsOf('admin')).toContain('API keys')
})

test('who assigns the role Viewer reads which pages it can’t open', () => {
  const hint = operatorRoles.find(({ id }) => id === 'viewer')?.hint.toLowerCase() ?? ''
  const pages = pageGroups.flatMap((group) => group.pages)
  const named = pages.filter(({ label }) => hint.includes(label.toLowerCase()))
  expect(named).toEqual(pages.filter((page) => !mayOpen(page, 'viewer')))
})

test('a command is found by the beginnings of its words, in any order', () => {
  const command = { label: 'Connect links', words: 'invite seller' }
  for (const typed of ['', '  ', 'con', 'link', 'LINKS conn', 'sell'])
    expect(matches(command, typed)).toBe(true)
  for (const typed of ['onnect', 'connect x', '<img onerror>']) expect(matches(command, typed)).toBe(false)
})

test('every address below the dashboard marks one page as current', () => {
  const pages = pageGroups.flatMap((group) => group.pages)
  const currentAt = (path: string) => pages.filter((page) => isCurrent(page, path)).map(({ label }) => label)
  expect(currentAt('/ops')).toEqual(['Overview'])
  expect(currentAt('/ops/authorizations')).toEqual(['Selling partners'])
  expect(currentAt('/ops/authorizations/x')).toEqual(['Selling partners'])
  expect(currentAt('/ops/webhooks/x/settings')).toEqual(['Webhooks'])
  expect(currentAt('/ops/audit')).toEqual(['Audit log'])
  expect(currentAt('/ops/me')).toEqual([])
})

test('each key has one meaning in each place', () => {
  for (const { keys } of shortcuts) {
    const pressed = keys.map((one) => one.keys.join('+'))
    expect(new Set(pressed).size).toBe(pressed.length)
  }
})
