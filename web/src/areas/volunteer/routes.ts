import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/my',
    component: () => import('./VolunteerFrame.vue'),
    meta: { texts: ['volunteer', 'codes', 'reasons'], hat: 'volunteer' },
    children: [{ path: '', component: () => import('./HomePage.vue') }],
  },
]
