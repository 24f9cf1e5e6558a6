package org.ibid.serve;

import org.ibid.publish.Assets;
import org.ibid.publish.Assets.Asset;

/** Answers with the few files that the pages need. */
final class AssetFiles implements Handler {

  @Override
  public void answer(Exchange exchange) {
    Asset asset =
        Assets.named(exchange.rest()).orElseThrow(() -> new Refusal(404, "There is no such file."));
    exchange.response().setHeader("Cache-Control", "public, max-age=31536000, immutable");
    exchange.send(asset.mediaType(), EntityTags.of(asset.version(), "file"), asset::bytes);
  }
}
