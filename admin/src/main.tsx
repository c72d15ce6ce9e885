/** The shell's entry. */
import './page_security.ts'
import '@ant-design/v5-patch-for-react-19'
import { createRoot } from 'react-dom/client'
import { startI18n } from './i18n/i18n.ts'
import { whenSessionEnds } from './providers/http.ts'
import { App } from './shell/app.tsx'
import { signInAddress } from './sign_in/return_address.ts'
import './page.css'

// Until the shell stands; afterwards one signs in again on the spot.
whenSessionEnds(() => location.replace(signInAddress()))

await startI18n()
createRoot(document.getElementById('root')!).render(<App />)

// The generic screens are wanted next, whatever one opens.
requestIdleCallback(() => void import('./screens/list_screen.tsx'), { timeout: 5000 })
