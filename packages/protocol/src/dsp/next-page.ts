/** The next page by `Link` (RFC 8288), when it is one of the same endpoint: nobody else is called. */
export function nextPage(link: string | undefined, endpoint: string): string | undefined {
  const target = /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(link ?? '')?.[1]
  const url = target && URL.parse(target, endpoint)
  const own = new URL(endpoint)
  return url && url.origin === own.origin && url.pathname === own.pathname ? url.href : undefined
}
