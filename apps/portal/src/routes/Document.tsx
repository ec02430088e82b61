import { HeadContent, Outlet, Scripts, useParams, useRouter } from '@tanstack/react-router'

/** The HTML document itself; everything readable is below the locale route. */
export function Document() {
  const { locale } = useParams({ strict: false })
  const theme = useRouter().options.context.theme
  return (
    <html
      lang={locale === 'en' ? 'en' : 'zh-CN'}
      data-theme={theme === 'auto' ? undefined : theme}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <HeadContent />
      </head>
      <body>
        <Outlet />
        <Scripts />
      </body>
    </html>
  )
}
