/** The sign-in page's entry. Small on purpose: no antd, no router, no feature code. */
import '../page_security.ts'
import { createRoot } from 'react-dom/client'
import '../page.css'
import { SignInPage } from './sign_in_page.tsx'

createRoot(document.getElementById('root')!).render(<SignInPage />)
