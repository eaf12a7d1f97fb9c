import { notFound } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { paths } from '#components/paths.ts'

/** Any other address below /ops: the dashboard says so, with its ways on. */
export default async function Nowhere() {
  await operatorPage(paths.authorizations)
  notFound()
}
