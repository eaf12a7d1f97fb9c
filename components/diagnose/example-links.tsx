import { paths } from '../paths.ts'
/** Examples to try, each a plain link. */
export function ExampleLinks({
  examples,
  current,
}: {
  examples: readonly { id: string; title: string }[]
  current: string | null
}) {
  return (
    <nav aria-label="Examples" className="grid gap-2 text-base">
      <p className="text-ink-muted">No error at hand? Try an example:</p>
      <ul className="flex flex-wrap gap-2">
        {examples.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`${paths.diagnose}?example=${id}`}
              aria-current={id === current ? 'page' : undefined}
              className="inline-flex min-h-8 items-center rounded-full border border-line-strong/60 px-3 text-sm hover:bg-sunken aria-[current=page]:border-accent-line aria-[current=page]:bg-accent-soft"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
