import { expect } from '@playwright/test'
import { withOwnDemo } from '../e2e/fixtures.ts'
import { openPartner, signIn } from '../e2e/story.ts'
import { size, takePicture } from './take-picture.ts'

const test = withOwnDemo({}, 'lived-in')

test('overview, call runner and connect page', async ({ demo, office, page }) => {
  await office.setViewportSize(size)
  await office.goto('/ops')
  await expect(office.getByRole('heading', { name: 'Needs attention' })).toBeVisible()
  await takePicture(office, 'dashboard')

  await openPartner(office, 'Lindenhof (Europe)')
  await office.getByRole('link', { name: 'Run a call' }).click()
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(office.getByRole('button', { name: 'Headers' })).toBeVisible()
  // Wide enough for the answer beside the form.
  await takePicture(office, 'call-runner', { viewport: { width: 1_536, height: 973 } })

  await signIn(page, '/sign-in', demo.seller)
  await page.goto('/')
  await takePicture(page, 'connect')
})
