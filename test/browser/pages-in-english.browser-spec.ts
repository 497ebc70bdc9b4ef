import { pagesOpen } from './pages';

pagesOpen('en', 'dark', 'rgb(14, 25, 32)');
