import { expect, test } from 'vitest'
import { parseServerUrl } from '#lib/database/server-url.ts'

const plain = {
  host: 'db.example.com',
  port: 5432,
  user: 'gatehouse',
  password: 'word',
  database: 'gatehouse',
  tls: 'off',
  authority: null,
}

test.each([
  ['postgres://gatehouse:word@db.example.com/gatehouse', {}],
  ['postgresql://gatehouse:word@db.example.com:6000', { port: 6000 }],
  ['postgres://gatehouse@db.example.com/gatehouse?sslmode=disable', { password: null }],
  ['postgres://gatehouse:%40%3A%2F%3F%23%25@db.example.com/a%20b', { password: '@:/?#%', database: 'a b' }],
  ['postgres://gatehouse:word@[::1]:6000/gatehouse', { host: '::1', port: 6000 }],
  ['postgres://gatehouse:word@localhost/gatehouse?host=/run/postgresql', { host: '/run/postgresql' }],
  ['postgres://gatehouse:word@db.example.com?sslmode=require', { tls: 'unverified' }],
  ['postgres://gatehouse:word@db.example.com?sslmode=verify-full', { tls: 'verified' }],
  [
    'postgres://gatehouse:word@db.example.com?sslmode=verify-full&sslrootcert=/etc/ca.pem',
    { tls: 'verified', authority: '/etc/ca.pem' },
  ],
])('%s is read', (text, difference) => {
  expect(parseServerUrl(text)).toEqual({ ...plain, ...difference })
})

test.each([
  ['mysql://gatehouse:word@db.example.com', 'postgres://'],
  ['postgres://gatehouse:wo#rd@db.example.com/gatehouse', 'percent-encoded'],
  ['postgres://gatehouse:wo/rd@db.example.com/gatehouse', 'percent-encoded'],
  ['postgres://gatehouse:wo%rd@db.example.com/gatehouse', 'percent-encoded'],
  ['postgres://db.example.com/gatehouse', 'contains no user'],
  ['postgres://gatehouse:word@one,two/gatehouse', 'several hosts'],
  ['postgres://gatehouse:word@db.example.com?sslmode=prefer', 'disable, require, verify-full'],
  ['postgres://gatehouse:word@db.example.com?sslrootcert=/etc/ca.pem', 'sslmode=verify-full'],
  ['postgres://gatehouse:word@db.example.com?sslmode=require&channel_binding=require', 'channel_binding'],
])('%s is refused with what to do, and without the password', (text, sentence) => {
  const fault = parseServerUrl(text)
  expect(fault).toContain(sentence)
  expect(fault).not.toMatch(/wo.rd|:word@(?:db|one)/)
})
