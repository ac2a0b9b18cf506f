import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./AccountFrame.vue'),
    meta: { texts: ['account', 'codes', 'reasons'] },
    children: [
      { path: 'signin', component: () => import('./SignInPage.vue') },
      { path: 'register', component: () => import('./RegisterPage.vue'), meta: { texts: ['consents'] } },
      {
        path: 'application',
        component: () => import('./ApplicationPage.vue'),
        meta: { texts: ['consents'], hat: 'volunteer' },
      },
      { path: 'password', component: () => import('./PasswordPage.vue') },
      { path: 'forgot', component: () => import('./ForgotPage.vue') },
      { path: 'second-factor', component: () => import('./SecondFactorPage.vue') },
      { path: 'setup/:token', alias: 'staff-setup/:token', component: () => import('./SetupPage.vue') },
    ],
  },
]
