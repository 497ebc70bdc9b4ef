import { pagesOpen } from './pages';

pagesOpen('ko', 'light', 'rgb(245, 247, 248)');
