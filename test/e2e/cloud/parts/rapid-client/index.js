// Stands where aws-lambda-ric looks for its native client (C++ over curl): the same four calls of the Lambda Runtime API
// over Node's http, so that nothing has to be compiled. Everything else of the runtime client is AWS's own.
'use strict';
const http = require('node:http');

const { hostname, port } = new URL(`http://${process.env.AWS_LAMBDA_RUNTIME_API}`);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
/** The native calls are synchronous; here the next one waits for the last. */
let last = Promise.resolve();

function call(method, path, body, headers = {}) {
  const answer = last.then(
    () =>
      new Promise((resolve, reject) => {
        const request = http.request(
          { hostname, port, agent, method, path: `/2018-06-01/runtime/invocation/${path}`, headers },
          (response) => {
            const chunks = [];
            response.on('error', reject);
            response.on('data', (chunk) => chunks.push(chunk));
            response.on('end', () =>
              resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers }),
            );
          },
        );
        request.on('error', reject);
        request.end(body);
      }),
  );
  last = answer.catch(() => undefined);
  return answer;
}

module.exports = {
  initializeClient: () => undefined,
  next: () => call('GET', 'next'),
  done: (id, body) => void call('POST', `${id}/response`, body),
  error: (id, body) =>
    void call('POST', `${id}/error`, body, {
      'content-type': 'application/json',
      'lambda-runtime-function-error-type': JSON.parse(body).errorType,
    }),
};
