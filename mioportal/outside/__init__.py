"""The world around the operator, simulated. It knows no app; apps reach it through gateways."""
