"""The two source articles, as decisions name them."""

JOINING = "申込ガイド"  # data: the name of a source
LEAVING = "解約ガイド"  # data: the name of a source
