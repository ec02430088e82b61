import { RouterClient } from '@tanstack/react-router/ssr/client'
import { hydrateRoot } from 'react-dom/client'
import '../styles/index.css'
import { createApi } from '../api/client.ts'
import { isLocale, loadCatalog } from '../i18n/catalog.ts'
import { createPortalRouter } from '../routes/router.ts'
import { currentTheme } from '../ui/theme.ts'

const locale = location.pathname.split('/')[1]
if (isLocale(locale)) await loadCatalog(locale)

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content
const router = createPortalRouter({
  context: { api: createApi((path) => fetch(path)), theme: currentTheme() },
  nonce,
})
hydrateRoot(document, <RouterClient router={router} />)
