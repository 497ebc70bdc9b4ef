// @ts-check
// `npm run log-centre`: a simulator of the programme's log centre on this machine, for the demo and for tries by hand. It keeps what it stores
// in memory: GET /control/stored lists it, GET /control/stored.csv?keyEnding=0123 is the list that the portal would hand out of a key, and PUT
// /control/faults makes it misbehave (tools/log-centre/server.d.mts says how).
import { whenAbandoned } from './launch/abandoned.mjs';
import { say, sayFailure } from './launch/say.mjs';
import { startLogCentre } from './log-centre/server.mjs';

const PORT = 3999;

startLogCentre(Number(process.env.LOG_CENTRE_PORT || PORT)).then(
  (centre) => {
    say(`로그 수집 서버 모의기: ${centre.url}`, `Simulator of the log centre: ${centre.url}`);
    const stop = () => centre.close().then(() => process.exit(0));
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
    whenAbandoned(stop);
  },
  (error) => {
    sayFailure(error);
    process.exit(1);
  },
);
