import { expect, test } from 'vitest'
import { person } from '#drizzle/schema.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { Secret } from '#lib/secret.ts'
import { seedPeople } from '#scripts/demo/seed-people.ts'

import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)

test("the demo's people can sign in with the latest passwords, however often they are seeded", async () => {
  for (const salt of ['kelp', 'kelp', 'moss']) {
    const people = await seedPeople(world.services, {
      operator: `demo-51-${salt}-plumbago`,
      seller: `demo-77-${salt}-verdigris`,
    })
    expect(await database.db.$count(person)).toBe(2)
    for (const { email, password } of [people.operator, people.seller]) {
      const entered = await signIn(world.visitor(), {
        email,
        password: new Secret(password),
        userAgent: null,
      })
      expect(entered.isOperator).toBe(email === people.operator.email)
    }
  }
})
