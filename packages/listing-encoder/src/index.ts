/** The encoder: what each sentence asks of a buyer, as log-odds by label, and the words that say so. */

export {type Answer, type Encoder, type Input, type Judged, openEncoder, type Settled} from './encoder.ts';
export {type Encoders, openEncoders} from './encoders.ts';
