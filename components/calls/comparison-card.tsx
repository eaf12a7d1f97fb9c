import type { Comparison } from '#lib/calls/compare.ts'
import { Card } from '../ui/card.tsx'
import { utcTime } from '../ui/format.ts'

/** The answers of two runs, value by value. */
export function ComparisonCard({ comparison }: { comparison: Comparison }) {
  const { before, after, differences, isCut } = comparison
  const title =
    differences.length === 0
      ? 'No differences'
      : `${isCut ? 'More than ' : ''}${differences.length} difference${differences.length === 1 ? '' : 's'}`
  return (
    <Card title={title} flush>
      {differences.length === 0 ? (
        <p className="p-4 text-ink-muted">
          Both runs returned the same values: {utcTime(before.calledAt)} and {utcTime(after.calledAt)}.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div tabIndex={0} className="max-h-[32rem] overflow-auto">
          <table className="w-full border-collapse text-sm">
            <caption className="sr-only">Differences</caption>
            <thead>
              <tr>
                {['Value', utcTime(before.calledAt), utcTime(after.calledAt)].map((name) => (
                  <th
                    key={name}
                    scope="col"
                    className="sticky top-0 border-line border-b bg-sunken px-4 py-2 text-left font-medium"
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.map(({ path, before: old, after: now }) => (
                <tr key={path} className="border-line border-b align-top last:border-b-0">
                  <th scope="row" className="px-4 py-2 text-left font-mono font-normal wrap-anywhere">
                    {path}
                  </th>
                  <td className="px-4 py-2 font-mono text-bad-ink wrap-anywhere">{old ?? 'Missing'}</td>
                  <td className="px-4 py-2 font-mono text-good-ink wrap-anywhere">{now ?? 'Missing'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
