"""The papers that leave the clinic: the slip with the patient's code, and the patient's plan."""
