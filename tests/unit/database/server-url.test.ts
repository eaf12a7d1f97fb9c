import { expect, test } from 'vitest'
import { parseServerUrl } from '#lib/database/server-url.ts'

const plain = {
  hosts: [{ host: 'db.example.com', port: 5432 }],
  user: 'gatehouse',
  password: 'word',
  database: 'gatehouse',
  tls: 'off',
  authority: null,
  isPooled: false,
}

test.each([
  ['postgres://gatehouse:word@db.example.com/gatehouse', {}],
  ['postgresql://gatehouse:word@db.example.com:6000', { hosts: [{ host: 'db.example.com', port: 6000 }] }],
  ['postgres://gatehouse@db.example.com/gatehouse?sslmode=disable', { password: null }],
  ['postgres://gatehouse:%40%3A%2F%3F%23%25@db.example.com/a%20b', { password: '@:/?#%', database: 'a b' }],
  ['postgres://gatehouse:word@[::1]:6000/gatehouse', { hosts: [{ host: '::1', port: 6000 }] }],
  [
    'postgres://gatehouse:word@localhost/gatehouse?host=/run/postgresql',
    { hosts: [{ host: '/run/postgresql', port: 5432 }] },
  ],
  ['postgres://gatehouse:word@db.example.com?sslmode=require', { tls: 'unverified' }],
  ['postgres://gatehouse:word@db.example.com?sslmode=verify-full', { tls: 'verified' }],
  ['postgres://gatehouse:word@db.example.com/gatehouse?pooler=transaction', { isPooled: true }],
  [
    'postgres://gatehouse:word@one:6000,two,[::1]:6001/gatehouse?sslmode=require',
    {
      hosts: [
        { host: 'one', port: 6000 },
        { host: 'two', port: 5432 },
        { host: '::1', port: 6001 },
      ],
      tls: 'unverified',
    },
  ],
  [
    'postgres://gatehouse:wo%2Crd@one,two/gatehouse',
    {
      hosts: [
        { host: 'one', port: 5432 },
        { host: 'two', port: 5432 },
      ],
      password: 'wo,rd',
    },
  ],
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
  ['postgres://gatehouse:word@one,,two/gatehouse', 'empty host'],
  ['postgres://gatehouse:word@one,two:port/gatehouse', 'percent-encoded'],
  ['postgres://gatehouse:word@one,two/gatehouse?host=three', 'and a host parameter'],
  ['postgres://gatehouse:word@db.example.com/gatehouse?host=one,two', '@one:5432,two:5432/'],
  ['postgres://gatehouse:word@db.example.com?pooler=session', 'pooler of: transaction'],
  ['postgres://gatehouse:word@db.example.com?sslmode=prefer', 'disable, require, verify-full'],
  ['postgres://gatehouse:word@db.example.com?sslrootcert=/etc/ca.pem', 'sslmode=verify-full'],
  ['postgres://gatehouse:word@db.example.com?sslmode=require&channel_binding=require', 'channel_binding'],
])('%s is refused with the remedy, and without the password', (text, sentence) => {
  const fault = parseServerUrl(text)
  expect(fault).toContain(sentence)
  expect(fault).not.toMatch(/wo.rd|:word@(?:db|one)/)
})
