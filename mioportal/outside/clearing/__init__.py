"""The practice operators, and the clearing house between them and us: numbers are taken over."""
